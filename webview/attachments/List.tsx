import { useId, useRef, useState } from 'preact/hooks';
import { LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { grouped, t } from '../ui/strings';
import { visible } from '../ui/visible';
import { type Entry, splitPath } from './entries';

/** Rows drawn in one step. */
const step = 500;

interface Props {
  readonly entries: readonly Entry[];
  readonly chosen: string;
  readonly onChosen: (path: string) => void;
}

/** The attachments as a grid: one tab stop, Up and Down move, Enter opens the attachment in its editor. */
export function AttachmentList({ entries, chosen, onChosen }: Props) {
  const editor = useEditor();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(step);
  const rows = entries.slice(0, count);
  const rest = entries.length - rows.length;
  const at = Math.max(
    0,
    rows.findIndex(({ path }) => path === chosen),
  );
  const open = ({ path, kind }: Entry) =>
    void editor.rpc
      .request('command', { command: 'edgeSync.openAttachment', args: [{ ref: editor.ref, path, kind }] })
      .catch(editor.failed);
  const go = (index: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, index));
    const target = rows[to];
    if (target) onChosen(target.path);
    requestAnimationFrame(() => document.getElementById(`${id}-${to}`)?.scrollIntoView({ block: 'nearest' }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = rows[at];
    if (!current || event.target !== root.current || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') open(current);
    else if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'PageDown') go(at + 10);
    else if (event.key === 'PageUp') go(at - 10);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onCopy = (event: ClipboardEvent) => {
    const current = rows[at];
    if (!current || String(getSelection() ?? '')) return;
    event.preventDefault();
    editor.copy(current.path, t('ui.attachmentName'));
  };
  return (
    <>
      <div
        ref={root}
        class="al"
        role="grid"
        aria-label={t('ui.attachments')}
        aria-readonly="true"
        aria-rowcount={entries.length + 1}
        tabIndex={0}
        data-entry=""
        aria-activedescendant={rows.length > 0 ? `${id}-${at}` : undefined}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
      >
        <div class="ar head" role="row" aria-rowindex={1}>
          <span role="columnheader">
            <span class="sr">{t('ui.mark')}</span>
          </span>
          <span role="columnheader">{t('ui.attachmentName')}</span>
          <span role="columnheader">{t('ui.attachmentKind')}</span>
          <span role="columnheader" class="num">
            {t('ui.bytes')}
          </span>
        </div>
        {rows.map((entry, index) => {
          const { folder, name } = splitPath(entry.path);
          return (
            <div
              key={entry.path}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={index === at}
              class={`ar${index === at ? ' sel' : ''}${index % 2 ? ' odd' : ''}`}
              onMouseDown={() => onChosen(entry.path)}
              onDblClick={() => open(entry)}
              onContextMenu={(event) => {
                event.preventDefault();
                onChosen(entry.path);
                editor.showMenu({
                  label: name,
                  x: event.clientX,
                  y: event.clientY,
                  items: [
                    { label: t('ui.openAttachment'), keys: 'Enter', run: () => open(entry) },
                    { label: t('ui.copyValue'), run: () => editor.copy(entry.path, t('ui.attachmentName')) },
                  ],
                });
              }}
            >
              <span role="gridcell" class="am">
                {entry.recognized ? (
                  <span class="mk" role="img" aria-label={t('ui.recognizedMark')}>
                    <Icon name={entry.nested ? 'list' : 'passed'} class="ok" />
                  </span>
                ) : (
                  <Icon name="file" class="dim" />
                )}
              </span>
              <span role="gridcell" class="mono el" title={visible(entry.path)}>
                {folder ? <span class="dim">{visible(folder)}</span> : null}
                <LinkButton tabIndex={-1} onClick={() => open(entry)}>
                  {visible(name)}
                </LinkButton>
              </span>
              <span role="gridcell" class={entry.recognized ? 'el' : 'el dim'} title={entry.formText}>
                {entry.recognized ? entry.formText : t('ui.notRecognizedKind')}
              </span>
              <span role="gridcell" class="num mono">
                {grouped(entry.size)}
              </span>
            </div>
          );
        })}
      </div>
      {rest > 0 ? (
        <p class="amore">
          <LinkButton onClick={() => setCount(count + step)}>
            {t('ui.showMore', { count: Math.min(rest, step), rest: grouped(rest) })}
          </LinkButton>
        </p>
      ) : null}
    </>
  );
}
