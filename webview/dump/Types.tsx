import { useId, useRef, useState } from 'preact/hooks';
import type { DumpView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { isShowKey, useShowText } from '../ui/showText';
import { grouped, t } from '../ui/strings';
import { type TypeGroup, type TypeLine, typeLines } from './typeLines';

interface Props {
  readonly dump: DumpView;
  readonly closed: readonly string[];
  readonly onClosed: (closed: readonly string[]) => void;
  readonly onFinding: (id: string) => void;
}

/**
 * Type Info, grouped by what is wrong. One tab stop: Up and Down move, Left and Right close and open a group, Enter shows
 * the finding of a group or the line of a data type, Alt+T the line.
 */
export function Types({ dump, closed, onClosed, onFinding }: Props) {
  const show = useShowText();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(0);
  if (dump.typeCount === 0) return <p class="dim empty">{t('ui.noTypes')}</p>;
  const lines = typeLines(dump.typeGroups, closed, whole);
  const at = Math.min(cursor, lines.length - 1);
  const lineId = (index: number) => `${id}-${index}`;
  const go = (index: number) => {
    const to = Math.max(0, Math.min(lines.length - 1, index));
    setCursor(to);
    requestAnimationFrame(() => document.getElementById(lineId(to))?.scrollIntoView({ block: 'nearest' }));
  };
  const toggle = (group: string) =>
    onClosed(closed.includes(group) ? closed.filter((one) => one !== group) : [...closed, group]);
  const more = (group: string) => setWhole(new Set(whole).add(group));
  const lineKey = (key: string, line: TypeLine): boolean => {
    switch (key) {
      case 'ArrowDown':
        go(at + 1);
        return true;
      case 'ArrowUp':
        go(at - 1);
        return true;
      case 'PageDown':
        go(at + 10);
        return true;
      case 'PageUp':
        go(at - 10);
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(lines.length - 1);
        return true;
      case 'ArrowRight':
        if (line.type === 'group' && !line.open) toggle(line.id);
        else go(at + 1);
        return true;
      case 'ArrowLeft':
        if (line.type !== 'group') go(line.parent);
        else if (line.open) toggle(line.id);
        return true;
      case 'Enter':
      case ' ':
        if (line.type === 'more') more(line.id);
        else if (line.type === 'row') show(line.row.place);
        else if (line.group.finding) onFinding(line.group.finding);
        else toggle(line.id);
        return true;
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at];
    if (!line || event.target !== root.current) return;
    if (isShowKey(event)) {
      const place = line.type === 'row' ? line.row.place : line.group.rows[0]?.place;
      if (place) show(place);
      event.preventDefault();
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || !lineKey(event.key, line)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={root}
      class="types"
      role="treegrid"
      aria-label={t('ui.typeInfo')}
      aria-readonly="true"
      tabIndex={0}
      data-entry=""
      aria-activedescendant={lineId(at)}
      onKeyDown={onKeyDown}
    >
      <div class="ty head" role="row">
        <span role="columnheader">
          <span class="sr">{t('ui.mark')}</span>
        </span>
        <span role="columnheader">{t('ui.dataType')}</span>
        <span role="columnheader" class="num">
          {t('ui.total')}
        </span>
        <span role="columnheader" class="num">
          {t('ui.live')}
        </span>
        <span role="columnheader">{t('ui.state')}</span>
      </div>
      {lines.map((line, index) => {
        const common = {
          id: lineId(index),
          current: index === at,
          onCurrent: () => setCursor(index),
        };
        if (line.type === 'group') {
          return (
            <GroupLine
              key={`g${line.id}`}
              {...common}
              line={line}
              onToggle={() => toggle(line.id)}
              onFinding={onFinding}
            />
          );
        }
        if (line.type === 'more') {
          return (
            <div
              key={`m${line.id}`}
              id={common.id}
              role="row"
              aria-level={2}
              class={`more${toneOf(line.group)}${common.current ? ' cur' : ''}`}
              onMouseDown={common.onCurrent}
            >
              <span role="gridcell">
                <LinkButton tabIndex={-1} onClick={() => more(line.id)}>
                  {t('ui.showSame', { count: line.rest })}
                </LinkButton>
              </span>
            </div>
          );
        }
        return <RowLine key={`r${line.parent}${line.row.name}`} {...common} line={line} />;
      })}
    </div>
  );
}

interface LineProps<K extends TypeLine['type']> {
  readonly id: string;
  readonly current: boolean;
  readonly onCurrent: () => void;
  readonly line: Extract<TypeLine, { type: K }>;
}

interface GroupProps extends LineProps<'group'> {
  readonly onToggle: () => void;
  readonly onFinding: (id: string) => void;
}

function GroupLine({ id, current, onCurrent, line, onToggle, onFinding }: GroupProps) {
  const { group, open } = line;
  const { finding } = group;
  return (
    <div
      id={id}
      role="row"
      aria-level={1}
      aria-expanded={open}
      class={`tgh${toneOf(group)}${current ? ' cur' : ''}`}
      onMouseDown={onCurrent}
    >
      <span role="gridcell" class="lrow">
        <span class="tw" onClick={onToggle}>
          <Icon name={open ? 'down' : 'right'} />
        </span>
        <Mark mark={group.mark} />
        <b>{group.title}</b> <span class="msg">{group.message}</span>
      </span>
      {group.location || finding ? (
        <span role="gridcell" class="loc">
          {group.location ? (
            <span class="mono el" title={group.location}>
              {group.location}
            </span>
          ) : null}
          {finding ? (
            <LinkButton tabIndex={-1} onClick={() => onFinding(finding)}>
              {t('ui.showFinding')}
            </LinkButton>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}

function RowLine({ id, current, onCurrent, line }: LineProps<'row'>) {
  const editor = useEditor();
  const show = useShowText();
  const { row, group, position } = line;
  return (
    <div
      id={id}
      role="row"
      aria-level={2}
      aria-posinset={position}
      aria-setsize={group.rows.length}
      class={`ty${position % 2 ? '' : ' odd'}${toneOf(group)}${current ? ' cur' : ''}`}
      onMouseDown={onCurrent}
      onDblClick={() => show(row.place)}
      onContextMenu={(event) => {
        event.preventDefault();
        onCurrent();
        editor.showMenu({
          label: row.name,
          x: event.clientX,
          y: event.clientY,
          items: [
            {
              label: t('ui.copyRow'),
              run: () => editor.copy(`${row.name}\t${row.total ?? ''}\t${row.live ?? ''}\t${row.state}`, row.name),
            },
            { label: t('ui.showInText'), keys: 'Alt+T', run: () => show(row.place) },
          ],
        });
      }}
    >
      <span role="gridcell">
        <Mark mark={group.mark} />
      </span>
      <span role="gridcell" class="el tyn">
        <span class="el">{row.name}</span>
        <button
          type="button"
          class="a line"
          tabIndex={-1}
          title={t('ui.showInText')}
          aria-label={t('ui.showLine', { line: String(row.line + 1) })}
          onClick={() => show(row.place)}
        >
          {row.line + 1}
        </button>
      </span>
      <span role="gridcell" class="num mono">
        {row.total === undefined ? '' : grouped(row.total)}
      </span>
      <span role="gridcell" class="num mono">
        {row.live === undefined ? '' : grouped(row.live)}
      </span>
      <span role="gridcell" class="el" title={row.state}>
        {row.state}
      </span>
    </div>
  );
}

function toneOf({ mark }: TypeGroup): string {
  return mark === 'error' ? ' e' : mark === 'warning' ? ' w' : '';
}
