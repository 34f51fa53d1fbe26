import { useState } from 'preact/hooks';
import type { DumpView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { grouped, t } from '../ui/strings';

type Group = DumpView['typeGroups'][number];

/** Rows of a group that are shown before the rest is asked for. */
const firstRows = 6;

interface Props {
  readonly dump: DumpView;
  readonly closed: readonly string[];
  readonly onClosed: (closed: readonly string[]) => void;
  readonly onFinding: (id: string) => void;
}

/** Type Info, grouped by what is wrong. */
export function Types({ dump, closed, onClosed, onFinding }: Props) {
  if (dump.typeCount === 0) return <p class="dim empty">{t('ui.noTypes')}</p>;
  const toggle = (id: string) => onClosed(closed.includes(id) ? closed.filter((one) => one !== id) : [...closed, id]);
  return (
    <div class="types" role="table" aria-label={t('ui.typeInfo')}>
      <div class="ty head" role="row">
        <span role="columnheader" aria-label={t('ui.mark')} />
        <span role="columnheader">{t('ui.dataType')}</span>
        <span role="columnheader" class="num">
          {t('ui.total')}
        </span>
        <span role="columnheader" class="num">
          {t('ui.live')}
        </span>
        <span role="columnheader">{t('ui.state')}</span>
      </div>
      {dump.typeGroups.map((group) => {
        const id = `${group.mark}${group.message}`;
        return (
          <TypeGroup
            key={id}
            group={group}
            open={!closed.includes(id)}
            onToggle={() => toggle(id)}
            onFinding={onFinding}
          />
        );
      })}
    </div>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onFinding: (id: string) => void;
}

function TypeGroup({ group, open, onToggle, onFinding }: GroupProps) {
  const editor = useEditor();
  const [all, setAll] = useState(false);
  const tone = group.mark === 'error' ? ' e' : group.mark === 'warning' ? ' w' : '';
  const rows = !open
    ? []
    : all
      ? group.rows
      : group.rows.slice(0, firstRows + 1 === group.rows.length ? firstRows + 1 : firstRows);
  const rest = open ? group.rows.length - rows.length : 0;
  const { finding } = group;
  return (
    <div class={`tg${tone}`} role="rowgroup">
      <div class="tgh" role="row">
        <span role="cell" class="lrow">
          <button type="button" class="ib" aria-expanded={open} aria-label={group.title} onClick={onToggle}>
            <Icon name={open ? 'down' : 'right'} />
          </button>
          <Mark mark={group.mark} />
          <b>{group.title}</b> <span class="el">{group.message}</span>
        </span>
        {group.location || finding ? (
          <span role="cell" class="loc">
            <span class="mono el" title={group.location}>
              {group.location}
            </span>
            {finding ? <LinkButton onClick={() => onFinding(finding)}>{t('ui.showFinding')}</LinkButton> : null}
          </span>
        ) : null}
      </div>
      {rows.map((row, index) => (
        <div
          key={row.name}
          class={`ty${index % 2 ? ' odd' : ''}`}
          role="row"
          onContextMenu={(event) => {
            event.preventDefault();
            editor.showMenu({
              label: row.name,
              x: event.clientX,
              y: event.clientY,
              items: [
                {
                  label: t('ui.copyRow'),
                  run: () => editor.copy(`${row.name}\t${row.total ?? ''}\t${row.live ?? ''}\t${row.state}`, row.name),
                },
                {
                  label: t('ui.showInText'),
                  run: () => void editor.rpc.request('showText', { place: row.place }).catch(editor.failed),
                },
              ],
            });
          }}
        >
          <span role="cell">
            <Mark mark={group.mark} />
          </span>
          <span role="cell" class="el">
            <LinkButton onClick={() => void editor.rpc.request('showText', { place: row.place }).catch(editor.failed)}>
              {row.name}
            </LinkButton>
          </span>
          <span role="cell" class="num mono">
            {row.total === undefined ? '' : grouped(row.total)}
          </span>
          <span role="cell" class="num mono">
            {row.live === undefined ? '' : grouped(row.live)}
          </span>
          <span role="cell" class="el">
            {row.state}
          </span>
        </div>
      ))}
      {rest > 0 ? (
        <div class="more" role="row">
          <span role="cell">
            <LinkButton onClick={() => setAll(true)}>{t('ui.showSame', { count: rest })}</LinkButton>
          </span>
        </div>
      ) : null}
    </div>
  );
}
