import type { OpenedView } from '../../src/analysis/protocol';
import type { DumpView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { Mark } from '../ui/Mark';
import { Problems } from '../ui/Problems';
import { rove } from '../ui/regions';
import { useShowText } from '../ui/showText';
import { t } from '../ui/strings';
import { type TabItem, Tabs } from '../ui/Tabs';
import { Findings } from './Findings';
import { Log } from './Log';
import { Nodes } from './Nodes';
import { Search } from './Search';
import { Sections } from './Sections';
import type { DumpPage, DumpState } from './state';
import { Types } from './Types';

interface Props {
  readonly dump: Extract<OpenedView, { editor: 'dump' }>;
  readonly state: DumpState;
  readonly change: (changed: Partial<DumpState>) => void;
}

/** Health, findings, then the dump itself: page, protocol log, nodes. */
export function DumpEditor({ dump, state, change }: Props) {
  const select = (finding: string) => change({ finding });
  const pages: TabItem<DumpPage>[] = [];
  if (dump.sections.length || dump.typeCount || !dump.nodeTypes.length) pages.push({ id: 'page', title: t('ui.page') });
  if (dump.eventCount) pages.push({ id: 'log', title: t('ui.protocolLog'), badge: dump.eventCount });
  if (dump.nodeTypes.length) {
    pages.push({ id: 'nodes', title: t('ui.nodes'), badge: dump.nodeTypes.reduce((sum, { count }) => sum + count, 0) });
  }
  const page = pages.some(({ id }) => id === state.page) ? state.page : (pages[0]?.id ?? 'page');
  return (
    <>
      {dump.fragment ? <Fragment dump={dump} /> : null}
      <Problems problems={dump.problems} />
      {dump.health.length > 1 ? <Health health={dump.health} onFinding={select} /> : null}
      <Findings findings={dump.findings} checked={dump.checked} current={state.finding} onSelect={select} />
      <div class="ptabs">
        {pages.length > 1 ? (
          <Tabs
            label={t('ui.parts')}
            items={pages}
            current={page}
            panel="part"
            onSelect={(id) => change({ page: id })}
          />
        ) : (
          <span class="sp" />
        )}
        <Search text={state.search} onText={(search) => change({ search })} />
      </div>
      <div
        id="part"
        class="part"
        {...(pages.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `part-tab-${page}` } : {})}
      >
        {page === 'page' ? (
          <div class={dump.typeCount > 0 || !dump.fragment ? 'cols' : 'cols one'}>
            <section class="pane spane" data-region="sections" aria-label={t('ui.page')}>
              <Sections sections={dump.sections} onFinding={select} />
            </section>
            {dump.typeCount > 0 || !dump.fragment ? (
              <section class="pane tpane" aria-label={t('ui.typeInfo')} data-region="types">
                <h2 class="h2">
                  {t('ui.typeInfo')} <span class="dim">{t('ui.typeCount', { count: dump.typeCount })}</span>
                </h2>
                <Types dump={dump} closed={state.closed} onClosed={(closed) => change({ closed })} onFinding={select} />
              </section>
            ) : null}
          </div>
        ) : null}
        {page === 'log' ? <Log onFinding={select} /> : null}
        {page === 'nodes' ? (
          <Nodes types={dump.nodeTypes} current={state.nodeType} onSelect={(nodeType) => change({ nodeType })} />
        ) : null}
      </div>
    </>
  );
}

/** Says that only a part was pasted, what of it was read, and where it stands. */
function Fragment({ dump }: { readonly dump: DumpView }) {
  const show = useShowText();
  const place = dump.sections[0]?.stats[0]?.place ?? dump.typeGroups[0]?.rows[0]?.place;
  return (
    <section class="banner" aria-label={t('ui.fragment')} data-region="fragment">
      <Mark mark="note" />
      <p>
        <b>{t('ui.fragment')}</b> {dump.fragmentText}
      </p>
      {place ? <LinkButton onClick={() => show(place)}>{t('ui.showInText')}</LinkButton> : null}
    </section>
  );
}

interface HealthProps {
  readonly health: DumpView['health'];
  readonly onFinding: (id: string) => void;
}

/** Six values that answer "is it healthy" at a glance; those behind a finding are buttons that show it. */
function Health({ health, onFinding }: HealthProps) {
  if (health.length === 0) return null;
  let first = true;
  return (
    <ul
      class="health"
      aria-label={t('ui.health')}
      data-region="health"
      onKeyDown={rove}
      style={{ '--n': health.length }}
    >
      {health.map(({ label, mark, value, detail, finding }) => {
        const isFirst = finding !== undefined && first;
        if (isFirst) first = false;
        const content = (
          <>
            <small>{label}</small>
            <b>
              <Mark mark={mark} />
              <span title={value}>{value}</span>
            </b>
            <em title={detail}>{detail}</em>
          </>
        );
        return (
          <li key={label} class={mark === 'error' ? 'bad' : undefined}>
            {finding === undefined ? (
              <div class="hv">{content}</div>
            ) : (
              <button
                type="button"
                class="hv"
                data-rove=""
                tabIndex={isFirst ? 0 : -1}
                onClick={() => onFinding(finding)}
              >
                {content}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
