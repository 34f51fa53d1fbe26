import type { CaptureView, ChainView, MarkName } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import type { MenuItem } from '../ui/ContextMenu';
import { useEditor } from '../ui/context';
import { bytesText } from '../ui/format';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { hasPart, togglePart } from '../ui/query';
import { rove } from '../ui/regions';
import { t } from '../ui/strings';
import { ToolButton, Toolbar } from '../ui/Toolbar';

interface BarProps {
  readonly name: string;
  readonly capture: CaptureView | undefined;
  readonly progress: string;
  /** Ends the reading; absent when nothing is being read. */
  readonly onStop?: () => void;
  readonly statistics: boolean;
  readonly onStatistics: () => void;
  readonly onColumns: (x: number, y: number) => void;
  readonly menu: () => readonly MenuItem[];
  /** Without actions: nothing is open yet. */
  readonly plain?: boolean;
}

/** Name, facts and actions of the capture. */
export function CaptureBar(props: BarProps) {
  const { name, capture, progress, onStop, statistics, onStatistics, onColumns, menu, plain } = props;
  const editor = useEditor();
  const command = (id: string) => void editor.rpc.request('command', { command: id }).catch(editor.failed);
  const below = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return { x: box.right - 200, y: box.bottom + 2 };
  };
  return (
    <header class="bar">
      <h1 title={name}>{name}</h1>
      <span class="meta">
        {progress ? (
          <span>
            {progress} {onStop ? <LinkButton onClick={onStop}>{t('ui.stopLoading')}</LinkButton> : null}
          </span>
        ) : capture ? (
          <span>{t('ui.sessionCount', { count: capture.total })}</span>
        ) : null}
        {capture?.timeText ? <span>{capture.timeText}</span> : null}
        {capture ? <span class="n-hide">{bytesText(capture.bytes)}</span> : null}
        {capture?.encryption ? <span class="n-hide">{t('ui.encrypted', { how: capture.encryption })}</span> : null}
        {capture?.writer ? <span class="n-hide">{capture.writer}</span> : null}
      </span>
      <span class="sp" />
      {plain ? null : (
        <Toolbar label={t('ui.toolbar')}>
          <ToolButton
            first
            class="n-hide"
            icon="ticket"
            label={t('ui.copyForTicket')}
            onClick={() => command('edgeSync.copyForTicket')}
          />
          <ToolButton
            class="n-hide"
            icon="shield"
            label={t('ui.shareRedacted')}
            onClick={() => command('edgeSync.shareRedactedCopy')}
          />
          <ToolButton
            iconOnly
            icon="chart"
            label={statistics ? t('ui.backToList') : t('ui.statistics')}
            pressed={statistics}
            onClick={onStatistics}
          />
          <ToolButton
            iconOnly
            icon="columns"
            label={t('ui.chooseColumns')}
            onClick={(event) => {
              const at = below(event);
              onColumns(at.x, at.y);
            }}
          />
          <ToolButton
            iconOnly
            icon="more"
            label={t('ui.moreActions')}
            onClick={(event) => editor.showMenu({ label: t('ui.moreActions'), ...below(event), items: menu() })}
          />
        </Toolbar>
      )}
    </header>
  );
}

interface BannerProps {
  readonly capture: CaptureView;
  readonly onQuery: (query: string) => void;
  readonly onProblems: () => void;
}

/** What the capture cannot show, said before anything else; nothing where there is nothing to say. */
export function Banner({ capture, onQuery, onProblems }: BannerProps) {
  const { quality, problems } = capture;
  if (quality.length === 0 && problems.length === 0) return null;
  const mark = worst(quality.map((line) => line.mark));
  // One link stands at the end, several behind the lines they belong to.
  const linked = quality.filter((line) => line.query && line.queryText);
  const link = linked.length === 1 ? linked[0] : undefined;
  return (
    <section class="banner" aria-label={t('ui.quality')} data-region="banner">
      <Mark mark={problems.length > 0 && mark === 'note' ? 'warning' : mark} />
      <p>
        {quality.length > 0 ? (
          quality.map((line, index) => (
            <span key={line.text} class={index === 0 ? 'b' : undefined}>
              {line.text}{' '}
              {!link && line.query ? (
                <LinkButton onClick={() => onQuery(line.query ?? '')}>{line.queryText}</LinkButton>
              ) : null}{' '}
            </span>
          ))
        ) : (
          <span class="b">{t('ui.problemCount', { count: problems.length })} </span>
        )}
      </p>
      {problems.length > 0 ? <LinkButton onClick={onProblems}>{t('ui.whatIsMissing')}</LinkButton> : null}
      {link ? <LinkButton onClick={() => onQuery(link.query ?? '')}>{link.queryText}</LinkButton> : null}
    </section>
  );
}

function worst(marks: readonly MarkName[]): MarkName {
  return marks.find((mark) => mark === 'error') ?? marks.find((mark) => mark === 'warning') ?? marks[0] ?? 'note';
}

const chainMarks: Record<ChainView['state'], MarkName> = {
  passed: 'passed',
  failed: 'error',
  'never-asked': 'never-asked',
  'not-decrypted': 'not-decrypted',
};
const shownSessions = 2;

interface ChainProps {
  readonly chain: readonly ChainView[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** The sync chain: each step is a button that sets `chain:`, its sessions are links. */
export function Chain({ chain, query, onQuery }: ChainProps) {
  const editor = useEditor();
  return (
    <ul class="chain" aria-label={t('ui.chain')} data-region="chain" onKeyDown={rove}>
      {chain.map((step, index) => {
        const part = `chain:${step.step}`;
        const pressed = hasPart(query, part);
        const sids = step.sessions.slice(0, shownSessions).map((key, at) => ({ key, sid: step.sids?.[at] ?? key }));
        const rest = step.sessions.length - sids.length;
        return (
          <li key={step.step} class={`step${step.state === 'failed' ? ' bad' : ''}${pressed ? ' on' : ''}`}>
            <Mark mark={chainMarks[step.state]} silent />
            <button
              type="button"
              class="t"
              data-rove=""
              tabIndex={index === 0 ? 0 : -1}
              aria-pressed={pressed}
              onClick={() => onQuery(togglePart(query, 'chain', step.step))}
            >
              <b>{step.title}</b> <span class="st">{step.stateText}</span>
              <span class="sr">, {step.reason}</span>
            </button>
            <span class="d">
              <span class="el" title={step.reason} aria-hidden="true">
                {step.reason}
              </span>
              {sids.map(({ key, sid }) => (
                <LinkButton
                  key={key}
                  rove
                  tabIndex={-1}
                  label={t('ui.openSession', { sid: String(sid) })}
                  onClick={() => editor.openSession(key)}
                >
                  #{sid}
                </LinkButton>
              ))}
              {rest > 0 ? <span class="dim">+{rest}</span> : null}
            </span>
            {index < chain.length - 1 ? <Icon name="right" class="arr" /> : null}
          </li>
        );
      })}
    </ul>
  );
}
