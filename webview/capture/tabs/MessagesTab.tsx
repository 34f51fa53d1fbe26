import { useState } from 'preact/hooks';
import type { TabView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { useGridCursor } from '../../ui/gridCursor';
import { grouped, t } from '../../ui/strings';
import { plainValue, Value } from '../../ui/Value';

type Messages = Extract<TabView, { tab: 'messages' }>['messages'];
const step = 300;

/** WebSocket and gRPC messages in order, with direction, time, kind and size. */
export function MessagesTab({ messages }: { readonly messages: Messages }) {
  const editor = useEditor();
  const [shown, setShown] = useState(step);
  const visible = messages.slice(0, shown);
  const grid = useGridCursor(visible.length, 5);
  if (messages.length === 0) return <p class="none">{t('ui.nothingHere')}</p>;
  const heads = [t('ui.direction'), t('ui.columnTime'), t('ui.kind'), t('ui.size'), t('ui.value')];
  return (
    <section class="sec" aria-label={t('ui.messages')}>
      <div
        {...grid.props}
        class="dt msg"
        role="grid"
        aria-label={t('ui.messages')}
        onCopy={(event) => {
          const message = visible[grid.at.row];
          if (!message || String(getSelection() ?? '')) return;
          event.preventDefault();
          editor.copy(plainValue(message.value), t('ui.message'));
        }}
      >
        <div class="tb h" role="row">
          {heads.map((head, index) => (
            <span key={head} role="columnheader" class={index === 3 ? 'num' : undefined}>
              {head}
            </span>
          ))}
        </div>
        {visible.map((message, row) => {
          const cells = [message.direction, message.time, message.kind, grouped(message.size)];
          return (
            <div key={message.index} role="row" class={grid.at.row === row ? 'tb cur' : 'tb'}>
              {cells.map((cell, column) => (
                <span
                  key={heads[column]}
                  role="gridcell"
                  id={grid.cellId(row, column)}
                  class={`${column === 3 ? 'num mono' : column === 1 ? 'mono el' : 'el'}${grid.at.row === row && grid.at.column === column ? ' cell' : ''}`}
                  onMouseDown={() => grid.move({ row, column })}
                >
                  {cell}
                </span>
              ))}
              <span
                role="gridcell"
                id={grid.cellId(row, 4)}
                class="v"
                onMouseDown={() => grid.move({ row, column: 4 })}
              >
                <Value value={message.value} inGrid />
              </span>
            </div>
          );
        })}
      </div>
      {messages.length > shown ? (
        <div class="acts pad">
          <Button
            label={t('ui.showMore', { count: Math.min(step, messages.length - shown), rest: messages.length - shown })}
            onClick={() => setShown(shown + step)}
          />
        </div>
      ) : null}
    </section>
  );
}
