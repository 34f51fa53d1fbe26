import { useEffect, useRef, useState } from 'preact/hooks';
import type { BodyShape, BodyView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { FieldGroups } from '../../ui/FieldGrid';
import { latest } from '../../ui/latest';
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
  const { rpc, ref } = useEditor();
  return (
    <>
      {bodies.map((body) => (
        <Content
          key={body.part}
          body={body}
          document={{ session: sessionKey, part: `${body.part}.body` }}
          load={(shape, offset) => rpc.request('body', { ref, key: sessionKey, part: body.part, shape, offset })}
        />
      ))}
    </>
  );
}

interface ContentProps {
  readonly body: BodyView;
  /** The same content as a text document. */
  readonly document: { readonly session: number; readonly part: string };
  readonly load: (shape: ShapeName, offset: number) => Promise<BodyView | null>;
}

/** A body or a message: its type and sizes, the choice of shapes, and the content in one of them. */
export function Content({ body, document, load }: ContentProps) {
  const editor = useEditor();
  const { inner } = body;
  const [{ best: shape, notes }, setView] = useState<Pick<BodyView, 'best' | 'notes'>>(body);
  const names = [body.best.shape, ...body.others];
  const text = copyText(shape);
  const [ask] = useState(latest);

  /** What is loaded; undefined when it could not be, or when something else was chosen meanwhile. */
  const loaded = async (name: ShapeName, offset: number): Promise<BodyView | undefined> => {
    const isWanted = ask();
    try {
      const next = await load(name, offset);
      return isWanted() ? (next ?? undefined) : undefined;
    } catch (error) {
      if (isWanted()) editor.failed(error);
      return undefined;
    }
  };
  const change = async (name: ShapeName) => {
    if (name === body.best.shape) {
      ask();
      return setView(body);
    }
    const next = await loaded(name, 0);
    if (next) setView(next);
  };
  const more = async () => {
    if (shape.shape !== 'hex') return;
    const next = await loaded('hex', shape.offset + shape.lines.length * 16);
    if (next?.best.shape === 'hex') setView({ notes, best: { ...shape, lines: [...shape.lines, ...next.best.lines] } });
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
        {text ? <Button icon="copy" label={t('ui.copy')} onClick={() => editor.copy(text, body.title)} /> : null}
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
            onClick={() => void editor.rpc.request('showText', { place: null, ...document }).catch(editor.failed)}
          />
        )}
      </div>
      {notes.map((note) => (
        <p key={note} class="none">
          {note}
        </p>
      ))}
      <Shape shape={shape} label={body.title} onMore={() => void more()} />
    </section>
  );
}

/** What "Copy" takes of a shape: its text, or the lines of a hex view that are shown. */
function copyText(shape: BodyShape): string {
  switch (shape.shape) {
    case 'text':
    case 'formatted':
      return shape.text;
    case 'hex':
      return shape.lines.join('\n');
    default:
      return '';
  }
}

function shapeName(name: ShapeName): string {
  switch (name) {
    case 'text':
      return t('ui.shapeText');
    case 'formatted':
      return t('ui.shapeFormatted');
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
    case 'formatted':
      return <SourceText text={shape.text} {...(shape.html ? { html: shape.html } : {})} />;
    case 'tree':
      return <TreeTable label={label} tree={shape.tree} roots={shape.roots} openRoots />;
    case 'fields':
      return <FieldGroups groups={shape.groups} verbatim={shape.groups.length > 1} />;
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
