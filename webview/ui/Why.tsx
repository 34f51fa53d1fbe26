import type { CaseLinkView, FindingView, PlaceView, WhyView } from '../../src/analysis/views';
import { Button, LinkButton } from './buttons';
import { useCase } from './caseFile';
import { useEditor } from './context';
import { Mark, severityMark } from './Mark';
import { t } from './strings';

/**
 * "Why do you think so": the chain of evidence of a finding, cause first, each step with its basis and its places. With
 * a ticket open the chain runs through all its files. Rows of a definition list.
 */
export function Why({ finding }: { readonly finding: FindingView }) {
  const inCase = useCase();
  const steps = inCase?.findings.find(({ id }) => id === finding.id)?.why ?? finding.why ?? [];
  const link = inCase?.links.find((one) => one.finding === finding.id);
  return (
    <>
      {steps.length > 0 ? <dt>{t('ui.why')}</dt> : null}
      {steps.length > 0 ? (
        <dd>
          <ol class="why" aria-label={t('ui.why')}>
            {steps.map((step) => (
              <Step key={`${step.role}${step.id}`} step={step} />
            ))}
          </ol>
        </dd>
      ) : null}
      {link && hasOthers(link, inCase?.id) ? <dt>{t('ui.inTicket')}</dt> : null}
      {link && hasOthers(link, inCase?.id) ? (
        <dd>
          <Others link={link} own={inCase?.id ?? ''} />
        </dd>
      ) : null}
    </>
  );
}

function Step({ step }: { readonly step: WhyView }) {
  return (
    <li class={step.role}>
      <Mark mark={severityMark(step.severity)} />
      <span>
        <span class="dim">{roleWord(step.role)}</span> {step.title} <span class="dim">({step.basisText})</span>
        {step.evidence.length > 0 ? (
          <ul class="ev">
            {step.evidence.map((place) => (
              <CasePlace key={place.label + place.text} place={place} />
            ))}
          </ul>
        ) : null}
      </span>
    </li>
  );
}

function roleWord(role: WhyView['role']): string {
  switch (role) {
    case 'cause':
      return t('ui.whyCause');
    case 'finding':
      return t('ui.whyFinding');
    case 'consequence':
      return t('ui.whyConsequence');
  }
}

/** A place in this file or in another file of the ticket. */
function CasePlace({ place }: { readonly place: PlaceView }) {
  const editor = useEditor();
  const own = useCase()?.id;
  const { artifact, session } = place.place;
  const show = () => {
    if (own !== undefined && artifact !== own) {
      void editor.rpc.request('command', { command: 'edgeSync.showPlace', args: [place.place] }).catch(editor.failed);
    } else if (session === undefined) {
      void editor.rpc.request('showText', { place: place.place }).catch(editor.failed);
    } else editor.openSession(session);
  };
  return (
    <li>
      <LinkButton onClick={show}>{place.label}</LinkButton> <span class="mono">{place.text}</span>
    </li>
  );
}

function hasOthers(link: CaseLinkView, own: string | undefined): boolean {
  return (
    link.sessions.some(({ artifact }) => artifact !== own) || link.dump.some(({ place }) => place.artifact !== own)
  );
}

/** Where the other files of the ticket show it, and the way there. */
function Others({ link, own }: { readonly link: CaseLinkView; readonly own: string }) {
  const editor = useEditor();
  const run = (command: string, args: readonly unknown[]) =>
    void editor.rpc.request('command', { command, args }).catch(editor.failed);
  const sessions = link.sessions.filter(({ artifact }) => artifact !== own);
  const places = link.dump.filter(({ place }) => place.artifact !== own);
  return (
    <>
      <ul class="ev">
        {sessions.slice(0, shown).map(({ artifact, key, label, text, byText }) => (
          <li key={label}>
            <LinkButton onClick={() => run('edgeSync.showPlace', [{ artifact, session: key, layers: [] }])}>
              {label}
            </LinkButton>{' '}
            <span class="mono">{text}</span> <span class="dim">{byText}</span>
          </li>
        ))}
        {places.slice(0, shown).map((place) => (
          <CasePlace key={place.label + place.text} place={place} />
        ))}
      </ul>
      <div class="acts wrap">
        {sessions.length > 0 ? (
          <Button
            icon="list"
            label={t('ui.showSessions')}
            onClick={() => run('edgeSync.showSessions', [{ finding: link.finding }])}
          />
        ) : null}
        {places.length > 0 ? (
          <Button
            icon="goFile"
            label={t('ui.showInDump')}
            onClick={() => run('edgeSync.showInDump', [{ finding: link.finding }])}
          />
        ) : null}
      </div>
    </>
  );
}

/** Sessions and places listed before the buttons that show all. */
const shown = 5;
