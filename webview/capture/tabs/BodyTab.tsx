import { useEffect, useRef, useState } from 'preact/hooks';
import type { BodyShape, BodyView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { FieldGroups } from '../../ui/FieldGrid';
import { SourceText } from '../../ui/SourceText';
import { grouped, t } from '../../ui/strings';
import { TreeTable } from '../../ui/TreeTable';

type ShapeName = BodyShape['shape'];

interface Props {
  readonly sessionKey: number;
  readonly bodies: readonly BodyView[];
}

/** Request and response bodies, each in its best shape, others on demand. */
export function BodyTab({ sessionKey, bodies }: Props) {
  return (
    <>
      {bodies.map((body) => (
        <Body key={body.part} sessionKey={sessionKey} body={body} />
      ))}
    </>
  );
}

function Body({ sessionKey, body }: { readonly sessionKey: number; readonly body: BodyView }) {
  const editor = useEditor();
  const { inner } = body;
  const [shape, setShape] = useState<BodyShape>(body.best);
  const names = [body.best.shape, ...body.others.filter((name) => name !== body.best.shape)];

  const change = async (name: ShapeName) => {
    if (name === body.best.shape) return setShape(body.best);
    try {
      const next = await editor.rpc.request('body', { ref: editor.ref, key: sessionKey, part: body.part, shape: name });
      setShape(next.best);
    } catch (error) {
      editor.failed(error);
    }
  };
  const more = async () => {
    if (shape.shape !== 'hex') return;
    const offset = shape.offset + shape.lines.length * 16;
    try {
      const next = await editor.rpc.request('body', {
        ref: editor.ref,
        key: sessionKey,
        part: body.part,
        shape: 'hex',
        offset,
      });
      if (next.best.shape === 'hex') setShape({ ...shape, lines: [...shape.lines, ...next.best.lines] });
    } catch (error) {
      editor.failed(error);
    }
  };

  return (
    <section class="sec" aria-label={body.title}>
      <div class="th">
        <h3>{body.title}</h3>
        <span class="dim">{body.detail}</span>
        <span class="sp" />
        {names.length > 1 ? (
          <span class="shapes" role="group" aria-label={t('ui.shape')}>
            {names.map((name) => (
              <button
                type="button"
                key={name}
                class={name === shape.shape ? 'sev on' : 'sev'}
                aria-pressed={name === shape.shape}
                onClick={() => void change(name)}
              >
                {shapeName(name)}
              </button>
            ))}
          </span>
        ) : null}
        {shape.shape === 'text' ? (
          <Button icon="copy" label={t('ui.copy')} onClick={() => editor.copy(shape.text, body.title)} />
        ) : null}
        {inner ? (
          <Button
            icon="goFile"
            label={t('ui.openAttachment')}
            onClick={() =>
              void editor.rpc
                .request('command', {
                  command: 'edgeSync.openAttachment',
                  args: [{ ref: editor.ref, path: inner.path, kind: inner.kind }],
                })
                .catch(editor.failed)
            }
          />
        ) : null}
        {shape.shape === 'none' ? null : (
          <Button
            icon="goFile"
            label={t('ui.openAsText')}
            onClick={() =>
              void editor.rpc
                .request('showText', { place: null, session: sessionKey, part: `${body.part}.body` })
                .catch(editor.failed)
            }
          />
        )}
      </div>
      {body.notes.map((note) => (
        <p key={note} class="none">
          {note}
        </p>
      ))}
      <Shape shape={shape} label={body.title} onMore={() => void more()} />
    </section>
  );
}

function shapeName(name: ShapeName): string {
  switch (name) {
    case 'text':
      return t('ui.shapeText');
    case 'tree':
      return t('ui.shapeTree');
    case 'hex':
      return t('ui.shapeHex');
    case 'image':
      return t('ui.shapeImage');
    case 'fields':
      return t('ui.shapeFields');
    case 'none':
      return t('ui.shapeNone');
  }
}

function Shape({
  shape,
  label,
  onMore,
}: {
  readonly shape: BodyShape;
  readonly label: string;
  readonly onMore: () => void;
}) {
  switch (shape.shape) {
    case 'text':
      return <SourceText text={shape.text} {...(shape.html ? { html: shape.html } : {})} />;
    case 'tree':
      return <TreeTable label={label} tree={shape.tree} roots={shape.roots} openRoots />;
    case 'fields':
      return <FieldGroups groups={shape.groups} />;
    case 'image':
      return <Picture mime={shape.mime} base64={shape.base64} label={label} />;
    case 'none':
      return <p class="none">{shape.text}</p>;
    case 'hex': {
      const shown = shape.lines.length * 16;
      const rest = shape.total - shape.offset - shown;
      return (
        <>
          <pre class="src hex" tabIndex={0} role="group" aria-label={label}>
            {shape.lines.join('\n')}
          </pre>
          {rest > 0 ? (
            <div class="acts pad">
              <Button label={t('ui.showMoreBytes', { rest })} onClick={onMore} />
            </div>
          ) : null}
        </>
      );
    }
  }
}

const drawable = /^image\/(?:png|jpeg|gif|webp|bmp|avif|x-icon|vnd\.microsoft\.icon)$/i;
const mostPixels = 4096;

/** A picture of a body: decoded to pixels on a canvas, so nothing in the file can act; SVG is shown as text only. */
function Picture({ mime, base64, label }: { readonly mime: string; readonly base64: string; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<{ width: number; height: number } | undefined | 'broken'>(undefined);
  useEffect(() => {
    let current = true;
    const draw = async () => {
      if (!drawable.test(mime)) throw new Error(mime);
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: mime }));
      const element = canvas.current;
      if (!current || !element) return bitmap.close();
      const scale = Math.min(1, mostPixels / Math.max(bitmap.width, bitmap.height));
      element.width = Math.max(1, Math.round(bitmap.width * scale));
      element.height = Math.max(1, Math.round(bitmap.height * scale));
      element.getContext('2d')?.drawImage(bitmap, 0, 0, element.width, element.height);
      setSize({ width: bitmap.width, height: bitmap.height });
      bitmap.close();
    };
    draw().catch(() => {
      if (current) setSize('broken');
    });
    return () => {
      current = false;
    };
  }, [mime, base64]);
  if (size === 'broken') return <p class="none">{t('ui.imageBroken', { mime })}</p>;
  return (
    <figure class="pic">
      <canvas ref={canvas} role="img" aria-label={label} />
      {size ? <figcaption class="dim">{`${mime}, ${grouped(size.width)} × ${grouped(size.height)}`}</figcaption> : null}
    </figure>
  );
}
