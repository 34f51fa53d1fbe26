import { useId, useRef, useState } from 'preact/hooks';
import type { DumpView, StatView } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { Mark } from '../ui/Mark';
import { isShowKey, useShowText } from '../ui/showText';
import { t } from '../ui/strings';
import { plainValue, Value } from '../ui/Value';
import { movedCell, type SectionCell } from './sectionCursor';

interface Props {
  readonly sections: DumpView['sections'];
  readonly onFinding: (id: string) => void;
}

/** Cells of a stat: name, value, and the reason where there is one. */
const cellsOf = (stat: StatView) => (stat.reason ? 3 : 2);

/**
 * The sections of the page as the browser shows them, with inline marks and reasons. One tab stop for all of them: the
 * arrow keys go from cell to cell and on into the next section; Enter opens what the cell holds, Alt+T shows the value in
 * the text.
 */
export function Sections({ sections, onFinding }: Props) {
  const editor = useEditor();
  const show = useShowText();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<SectionCell>({
    section: sections.findIndex(({ stats }) => stats.length),
    row: 0,
    column: 1,
  });
  const [explained, setExplained] = useState('');
  const cellId = (cell: SectionCell) => `${id}-${cell.section}-${cell.row}-${cell.column}`;
  const statAt = sections[at.section]?.stats[at.row];

  const move = (to: SectionCell) => {
    setAt(to);
    const grid = root.current
      ?.querySelectorAll<HTMLElement>('.g')
      [to.section]?.querySelector<HTMLElement>('[role=grid]');
    grid?.focus({ preventScroll: true });
    requestAnimationFrame(() => document.getElementById(cellId(to))?.scrollIntoView({ block: 'nearest' }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!statAt || (event.target as Element).getAttribute('role') !== 'grid') return;
    if (isShowKey(event)) {
      event.preventDefault();
      show(statAt.place);
      return;
    }
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      document.getElementById(cellId(at))?.querySelector<HTMLElement>('[data-activate],button')?.click();
      return;
    }
    const shape = sections.map(({ stats }) => stats.map(cellsOf));
    const to = movedCell(event.key, event.ctrlKey, at, shape);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (!statAt || String(getSelection() ?? '')) return;
    event.preventDefault();
    editor.copy(at.column === 0 ? statAt.name : plainValue(statAt.value), statAt.name);
  };

  return (
    <div class={sections.length === 1 ? 'groups solo' : 'groups'} ref={root} onKeyDown={onKeyDown} onCopy={onCopy}>
      {sections.map((section, index) => (
        <section key={`${index}${section.title}`} class="g">
          <h2 class="h2" id={`${id}-t${index}`}>
            {section.title}
            {section.mark ? <Mark mark={section.mark} /> : null}
          </h2>
          {section.stats.length === 0 ? (
            <p class="dim none">{t('ui.emptySection')}</p>
          ) : (
            <div
              role="grid"
              class="kv"
              aria-labelledby={`${id}-t${index}`}
              aria-readonly="true"
              tabIndex={index === at.section ? 0 : -1}
              data-entry={index === at.section ? '' : undefined}
              aria-activedescendant={index === at.section ? cellId(at) : undefined}
            >
              {section.stats.map((stat, row) => {
                const key = `${index}-${row}`;
                return (
                  <Stat
                    key={key}
                    stat={stat}
                    id={(column) => cellId({ section: index, row, column })}
                    current={index === at.section && row === at.row ? at.column : undefined}
                    onCurrent={(column) => setAt({ section: index, row, column })}
                    explained={explained === key}
                    onExplain={() => setExplained(explained === key ? '' : key)}
                    onFinding={onFinding}
                  />
                );
              })}
            </div>
          )}
        </section>
      ))}
    </div>
  );
}

interface StatProps {
  readonly stat: StatView;
  readonly id: (column: number) => string;
  readonly current: number | undefined;
  readonly onCurrent: (column: number) => void;
  readonly explained: boolean;
  readonly onExplain: () => void;
  readonly onFinding: (id: string) => void;
}

function Stat({ stat, id, current, onCurrent, explained, onExplain, onFinding }: StatProps) {
  const editor = useEditor();
  const show = useShowText();
  const tone = stat.mark === 'error' ? ' bad' : stat.mark === 'warning' ? ' wrn' : '';
  const cell = (column: number) => (current === column ? ' cell' : '');
  const { finding } = stat;
  return (
    <div
      role="row"
      class={`st${current === undefined ? '' : ' cur'}`}
      onMouseDown={(event) => {
        const found = (event.target as Element).closest('[role=gridcell]');
        if (found)
          onCurrent(
            Math.max(
              0,
              [0, 1, 2].findIndex((column) => found.id === id(column)),
            ),
          );
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        editor.showMenu({
          label: stat.name,
          x: event.clientX,
          y: event.clientY,
          items: [
            { label: t('ui.copyValue'), run: () => editor.copy(plainValue(stat.value), stat.name) },
            { label: t('ui.copyRow'), run: () => editor.copy(`${stat.name}\t${plainValue(stat.value)}`, stat.name) },
            { label: t('ui.showInText'), keys: 'Alt+T', run: () => show(stat.place) },
          ],
        });
      }}
    >
      <span role="gridcell" id={id(0)} class={`k${cell(0)}`} title={stat.meaning}>
        {stat.meaning ? (
          <button type="button" class="a plain" tabIndex={-1} aria-expanded={explained} onClick={onExplain}>
            {stat.name}
          </button>
        ) : (
          stat.name
        )}
      </span>
      <span role="gridcell" id={id(1)} class={`v${tone}${cell(1)}`}>
        {stat.mark ? <Mark mark={stat.mark} /> : null}
        <Value value={stat.value} inGrid class="mono val" />
        {stat.detail ? <span class="dim side">{stat.detail}</span> : null}
        <button
          type="button"
          class="a line"
          tabIndex={-1}
          title={t('ui.showInText')}
          aria-label={t('ui.showLine', { line: String(stat.line + 1) })}
          onClick={() => show(stat.place)}
        >
          {stat.line + 1}
        </button>
      </span>
      {stat.reason ? (
        <span role="gridcell" id={id(2)} class={`note${tone}${cell(2)}`}>
          {finding === undefined ? (
            stat.reason
          ) : (
            <button type="button" class="a" tabIndex={-1} onClick={() => onFinding(finding)}>
              {stat.reason}
            </button>
          )}
        </span>
      ) : null}
      {explained && stat.meaning ? (
        <span role="gridcell" class="note mean">
          {stat.meaning}
        </span>
      ) : null}
    </div>
  );
}
