import { useEffect, useState } from 'preact/hooks';
import type { BodyView, TabView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { useGridCursor } from '../../ui/gridCursor';
import { isCanceled } from '../../ui/rpc';
import { grouped, t } from '../../ui/strings';
import { plainValue, Value } from '../../ui/Value';
import { Content } from './BodyTab';

type Messages = Extract<TabView, { tab: 'messages' }>['messages'];
const step = 300;

interface Props {
  readonly sessionKey: number;
  readonly messages: Messages;
}

/** WebSocket and gRPC messages in order, with direction, time, kind and size; the chosen one in full below them. */
export function MessagesTab({ sessionKey, messages }: Props) {
  const editor = useEditor();
  const { rpc, ref } = editor;
  const [opened, setOpened] = useState<{ index: number; view: BodyView } | undefined>(undefined);
  const [shown, setShown] = useState(step);
  const visible = messages.slice(0, shown);
  const grid = useGridCursor(visible.length, 5);
  const current = visible[grid.at.row]?.index;
  useEffect(() => {
    if (current === undefined) return;
    const controller = new AbortController();
    rpc
      .request('message', { ref, key: sessionKey, index: current }, controller.signal)
      .then((view) => setOpened(view ? { index: current, view } : undefined))
      .catch((error: unknown) => {
        if (!isCanceled(error)) editor.failed(error);
      });
    return () => controller.abort();
  }, [rpc, ref, sessionKey, current]);
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
          const cells = [
            t(message.direction === 'client' ? 'ui.fromClient' : 'ui.fromServer'),
            message.time,
            message.kind,
            grouped(message.size),
          ];
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
      {opened ? (
        <Content
          key={opened.index}
          body={opened.view}
          document={{ session: sessionKey, part: `message.${opened.index}` }}
          load={(shape, offset) => rpc.request('message', { ref, key: sessionKey, index: opened.index, shape, offset })}
        />
      ) : null}
    </section>
  );
}
