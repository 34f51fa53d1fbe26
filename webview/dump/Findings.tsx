import { useEffect, useRef } from 'preact/hooks';
import type { FindingView } from '../../src/analysis/views';
import { Button } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark, severityMark } from '../ui/Mark';
import { nextIndex } from '../ui/regions';
import { isShowKey } from '../ui/showText';
import { t } from '../ui/strings';
import { Detail } from './Detail';

interface Props {
  readonly findings: readonly FindingView[];
  /** Number of conditions that were checked; 0 where it is not known. */
  readonly checked: number;
  readonly current: string;
  readonly onSelect: (id: string) => void;
}

/** Findings as a list, the chosen one in full beside it: cause, who acts, where seen, steps, actions. */
export function Findings({ findings, checked, current, onSelect }: Props) {
  const editor = useEditor();
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const at = Math.max(
    0,
    findings.findIndex(({ id }) => id === current),
  );
  const chosen = findings[at];
  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
    if (chosen) editor.rpc.context({ finding: chosen.id });
  }, [at, chosen, editor]);
  useEffect(() => {
    const off = editor.rpc.on('action', ({ action }) => {
      if (action !== 'nextFinding' && action !== 'previousFinding') {
        if (action === 'focusList') list.current?.focus();
        if (action === 'openActions') detail.current?.querySelector<HTMLElement>('.acts button')?.focus();
        return;
      }
      const step = action === 'nextFinding' ? 1 : -1;
      const target = findings[(at + step + findings.length) % findings.length];
      if (target) onSelect(target.id);
      list.current?.focus();
    });
    return off;
  }, [editor, findings, at, onSelect]);
  if (!chosen) return <Healthy checked={checked} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      detail.current?.querySelector<HTMLElement>('.acts button')?.focus();
      return;
    }
    const place = chosen.evidence[0]?.place;
    if (place && isShowKey(event)) {
      event.preventDefault();
      void editor.rpc.request('showText', { place, session: place.session, part: place.part }).catch(editor.failed);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = nextIndex(event.key, at, findings.length);
    const target = next === undefined ? undefined : findings[next];
    if (!target) return;
    event.preventDefault();
    onSelect(target.id);
  };
  return (
    <section class="fd" aria-label={t('ui.findings')}>
      <div class="fl" data-region="findings">
        <h2 class="h2">
          {t('ui.findings')} <span class="badge">{findings.length}</span>
        </h2>
        <div
          ref={list}
          class="fitems"
          role="listbox"
          aria-label={t('ui.findings')}
          tabIndex={0}
          data-entry=""
          aria-activedescendant={`finding-${at}`}
          onKeyDown={onKeyDown}
        >
          {findings.map((finding, index) => (
            <div
              key={finding.id}
              id={`finding-${index}`}
              data-index={index}
              class={`fr${index === at ? ' sel' : ''}${finding.rootCause ? '' : ' sub'}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={() => onSelect(finding.id)}
            >
              <Mark mark={severityMark(finding.severity)} />
              <span class="el" title={finding.title}>
                {finding.title}
              </span>
              <span class="nw">{flagOf(finding)}</span>
              <small title={hintOf(finding)}>{hintOf(finding)}</small>
            </div>
          ))}
        </div>
      </div>
      <section
        ref={detail}
        class="fdet"
        aria-label={chosen.title}
        data-region="detail"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          list.current?.focus();
        }}
      >
        <Detail key={chosen.id} finding={chosen} />
      </section>
    </section>
  );
}

function flagOf(finding: FindingView): string {
  if (finding.history) return t('ui.history');
  if (finding.rootCause && (finding.severity === 'error' || finding.severity === 'warning')) return t('ui.rootCause');
  return '';
}

/** Who must act for a root, what it follows from for the rest. */
function hintOf(finding: FindingView): string {
  if (finding.causedByText) return finding.causedByText;
  const seen = finding.evidence[0]?.label ?? '';
  return [seen, finding.who.join(', ')].filter(Boolean).join(' · ');
}

/** Nothing was found: how much was looked at, and what can be done next. */
function Healthy({ checked }: { readonly checked: number }) {
  const editor = useEditor();
  const command = (id: string) => void editor.rpc.request('command', { command: id }).catch(editor.failed);
  return (
    <section class="healthy" aria-label={t('ui.findings')} data-region="findings">
      <h2>
        <Icon name="passed" class="ok" />
        {t('ui.noFindings')}
      </h2>
      <p class="dim">
        {checked > 0 ? `${t('ui.checkedConditions', { count: checked })} ` : ''}
        {t('ui.healthyNext')}
      </p>
      <div class="acts">
        <Button icon="compare" label={t('ui.compareWith')} onClick={() => command('edgeSync.compareWith')} />
        <Button icon="ticket" label={t('ui.copyForTicket')} onClick={() => command('edgeSync.copyForTicket')} />
      </div>
    </section>
  );
}
