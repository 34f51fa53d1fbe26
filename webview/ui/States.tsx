import { useEffect, useState } from 'preact/hooks';
import type { OpenedView } from '../../src/analysis/protocol';
import { Button } from './buttons';
import { useEditor } from './context';
import { t } from './strings';

/** While the file is read: a line that grows once the total is known, and what is being read. */
export function Loading({ name }: { readonly name: string }) {
  const editor = useEditor();
  const [progress, setProgress] = useState({ done: 0, total: 0, text: '' });
  useEffect(() => editor.rpc.on('progress', setProgress), [editor]);
  const done = progress.total > 0 ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0;
  return (
    <>
      <div
        class="pbar"
        role="progressbar"
        aria-label={t('ui.reading')}
        aria-valuenow={progress.total > 0 ? done : undefined}
        style={{ '--done': done }}
      >
        <i />
      </div>
      <p class="wait dim" role="status">
        {progress.text || t('ui.readingFile', { name })}
      </p>
    </>
  );
}

interface NoneProps {
  readonly view: Extract<OpenedView, { editor: 'none' }>;
  readonly title: string;
}

/** The file is none that this editor knows: what was looked for, and the way to the text. */
export function NotRecognized({ view, title }: NoneProps) {
  const editor = useEditor();
  return (
    <section class="ctr" aria-label={title}>
      <h2>{title}</h2>
      <p>{view.message}</p>
      {view.lookedFor.length > 0 ? (
        <ul class="forms">
          {view.lookedFor.map((form) => (
            <li key={form}>{form}</li>
          ))}
        </ul>
      ) : null}
      <div class="acts">
        <Button
          primary
          icon="file"
          label={t('ui.openAsText')}
          onClick={() => void editor.rpc.request('showText', { place: undefined }).catch(editor.failed)}
        />
      </div>
    </section>
  );
}
