import type { FindingView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Evidence, FindingActions } from '../ui/FindingBlock';
import { Mark, severityMark } from '../ui/Mark';
import { t } from '../ui/strings';
import { Why } from '../ui/Why';
import { codeParts } from './codeParts';

/** A finding in full: cause, who must act, where it was seen, steps; its actions stay in view below. */
export function Detail({ finding }: { readonly finding: FindingView }) {
  const editor = useEditor();
  const further = finding.links.slice(1);
  return (
    <>
      <div class="fdb det">
        <h3 class="lrow">
          <Mark mark={severityMark(finding.severity)} />
          {finding.title}
        </h3>
        <dl>
          <dt>{t('ui.cause')}</dt>
          <dd>
            <Prose text={finding.cause} />
            {finding.causedByText ? ` ${finding.causedByText}.` : ''}
            {finding.note ? (
              <p>
                <Prose text={finding.note} />
              </p>
            ) : null}
          </dd>
          <dt>{t('ui.whoMustAct')}</dt>
          <dd>{finding.who.length > 0 ? finding.who.join(', ') : t('ui.nobody')}</dd>
          {finding.evidence.length > 0 ? <dt>{t('ui.seenIn')}</dt> : null}
          {finding.evidence.length > 0 ? (
            <dd>
              <ul class="evl">
                {finding.evidence.map((evidence) => (
                  <Evidence key={evidence.label + evidence.text} evidence={evidence} />
                ))}
              </ul>
            </dd>
          ) : null}
          {finding.steps.length > 0 ? <dt>{t('ui.steps')}</dt> : null}
          {finding.steps.length > 0 ? (
            <dd>
              <ol>
                {finding.steps.map((step) => (
                  <li key={step}>
                    <Prose text={step} />
                  </li>
                ))}
              </ol>
            </dd>
          ) : null}
          <dt>{t('ui.basis')}</dt>
          <dd>{finding.basisText}</dd>
          <Why finding={finding} />
          {further.length > 0 ? <dt>{t('ui.furtherPages')}</dt> : null}
          {further.length > 0 ? (
            <dd>
              <ul class="evl far">
                {further.map((link) => (
                  <li key={link.url}>
                    <LinkButton onClick={() => editor.openLink(link.url)}>{link.title}</LinkButton>
                  </li>
                ))}
              </ul>
            </dd>
          ) : null}
        </dl>
      </div>
      <div class="fda">
        <FindingActions finding={finding} lead />
      </div>
    </>
  );
}

/** A sentence with its commands, addresses and code words set as code. */
function Prose({ text }: { readonly text: string }) {
  return (
    <>{codeParts(text).map(({ code, text: part }, index) => (code ? <code key={`${index}`}>{part}</code> : part))}</>
  );
}
