import { useEffect, useRef } from 'preact/hooks';
import type { FindingView } from '../../src/analysis/views';
import { Button } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { FindingDetail } from '../ui/FindingBlock';
import { Icon } from '../ui/icons';
import { Mark, severityMark } from '../ui/Mark';
import { nextIndex } from '../ui/regions';
import { t } from '../ui/strings';

interface Props {
  readonly findings: readonly FindingView[];
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
  if (!chosen) return <Healthy checked={checked} />;
  const link = chosen.links[0];
  return (
    <section class="fd" aria-label={t('ui.findings')}>
      <div class="fl" data-region="findings">
        <h2 class="h2">
          {t('ui.findings')} <span class="badge">{findings.length}</span>
        </h2>
        <div
          ref={list}
          role="listbox"
          aria-label={t('ui.findings')}
          tabIndex={0}
          data-entry=""
          aria-activedescendant={`finding-${at}`}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault();
              detail.current?.querySelector<HTMLElement>('button')?.focus();
              return;
            }
            const next = nextIndex(event.key, at, findings.length);
            const target = next === undefined ? undefined : findings[next];
            if (!target) return;
            event.preventDefault();
            onSelect(target.id);
          }}
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
              <span class="el">{finding.title}</span>
              <span class="nw">{flagOf(finding)}</span>
              <small>{hintOf(finding)}</small>
            </div>
          ))}
        </div>
      </div>
      <section ref={detail} class="fdet" aria-label={chosen.title} data-region="detail">
        <h3 class="lrow">
          <Mark mark={severityMark(chosen.severity)} />
          {chosen.title}
        </h3>
        <p class="cause">
          {chosen.cause}
          {chosen.causedByText ? ` ${chosen.causedByText}.` : ''}
        </p>
        {link ? (
          <div class="acts">
            <Button primary icon="link" label={t('ui.openDocumentedFix')} onClick={() => editor.openLink(link.url)} />
            <span class="dim el target">{link.title}</span>
          </div>
        ) : null}
        <FindingDetail finding={chosen} />
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

/** Nothing was found: how much was looked at. */
function Healthy({ checked }: { readonly checked: number }) {
  return (
    <section class="healthy lrow" aria-label={t('ui.findings')}>
      <Icon name="passed" class="ok" />
      <p>
        <b>{t('ui.noFindings')}</b> {t('ui.checkedConditions', { count: checked })}
      </p>
    </section>
  );
}
