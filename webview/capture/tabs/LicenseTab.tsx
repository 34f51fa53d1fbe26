import { useState } from 'preact/hooks';
import type { TabView } from '../../../src/analysis/views';
import { Checks, FieldGrid, FieldGroups } from '../../ui/FieldGrid';
import { Mark, markWord } from '../../ui/Mark';
import { nextIndex } from '../../ui/regions';
import { t } from '../../ui/strings';

type License = Extract<TabView, { tab: 'license' }>;

/** Publishing license: the chain of certificates, the checks, tenant and service, the answer of the service. */
export function LicenseTab({ content }: { readonly content: License }) {
  const { certificates, checks, summary, answer } = content;
  const [at, setAt] = useState(0);
  const certificate = certificates[at];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') return;
    const next = nextIndex(event.key, at, certificates.length);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(next);
    document.getElementById(`certificate-${next}`)?.focus();
  };
  return (
    <>
      {certificates.length > 0 ? (
        <section class="sec">
          <h2>
            {t('ui.certificateChain')}{' '}
            <span class="dim">{t('ui.certificateCount', { count: certificates.length })}</span>
          </h2>
          <div class="stp" role="tablist" aria-label={t('ui.certificates')} onKeyDown={onKeyDown}>
            {certificates.map((each, index) => (
              <button
                type="button"
                key={`${index}${each.title}`}
                id={`certificate-${index}`}
                role="tab"
                class={index === at ? 'on' : undefined}
                aria-selected={index === at}
                aria-controls="certificate"
                tabIndex={index === at ? 0 : -1}
                onClick={() => setAt(index)}
              >
                <b>
                  <Mark mark={each.mark} silent />
                  <span class="sr">{t('ui.certificateName', { at: index + 1, count: certificates.length })}</span>{' '}
                  <span class="el">{each.kindText || each.title}</span>
                  <span class="sr">, {markWord(each.mark)}</span>
                </b>{' '}
                <small class="el">{each.subtitle ?? (each.kindText ? each.title : '')}</small>
              </button>
            ))}
          </div>
        </section>
      ) : null}
      {checks.length > 0 ? (
        <section class="sec">
          <h2>{t('ui.checks')}</h2>
          <Checks checks={checks} />
        </section>
      ) : null}
      <div class="two-up">{at === 0 ? <FieldGroups groups={summary} /> : null}</div>
      {certificate ? (
        <div id="certificate" role="tabpanel" aria-labelledby={`certificate-${at}`}>
          <Checks checks={certificate.checks} />
          <div class="two-up">
            <FieldGroups groups={certificate.groups} />
          </div>
        </div>
      ) : null}
      {answer.map((group) => (
        <section key={group.title} class="sec">
          <h2>{group.title}</h2>
          <FieldGrid label={group.title} rows={group.rows} heads={[t('ui.field'), t('ui.value'), t('ui.meaning')]} />
        </section>
      ))}
    </>
  );
}
