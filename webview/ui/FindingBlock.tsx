import { useState } from 'preact/hooks';
import type { FindingView, PlaceView } from '../../src/analysis/views';
import { Button, IconButton, LinkButton } from './buttons';
import { useEditor } from './context';
import { Mark, severityMark } from './Mark';
import { t } from './strings';
import { Why } from './Why';

interface BlockProps {
  readonly finding: FindingView;
  /** Starts open: the only finding, or the one somebody asked for. */
  readonly open?: boolean;
  /** Its title alone until it is opened: beside others, where the page is about something else. */
  readonly brief?: boolean;
}

/** A finding in place: title, cause, its one primary action; opens to who must act, where it was seen, and the steps. */
export function FindingBlock({ finding, open, brief }: BlockProps) {
  const editor = useEditor();
  const [opened, setOpened] = useState(open ?? false);
  const link = finding.links[0];
  const tone = finding.severity === 'error' ? '' : finding.severity === 'warning' ? ' w' : ' n';
  return (
    <section class={`fblock${tone}${brief ? ' brief' : ''}`} aria-label={finding.title}>
      <Mark mark={severityMark(finding.severity)} />
      <div class="fbody">
        <h3>{finding.title}</h3>
        {brief && !opened ? null : (
          <p class="cause">
            {finding.cause}
            {finding.causedByText ? ` ${finding.causedByText}` : ''}
          </p>
        )}
        {opened ? <FindingDetail finding={finding} /> : null}
      </div>
      <div class="acts">
        {link ? (
          <Button
            primary={!brief}
            icon="link"
            label={t('ui.openDocumentedFix')}
            title={link.title}
            onClick={() => editor.openLink(link.url)}
          />
        ) : null}
        <IconButton
          icon={opened ? 'upSmall' : 'down'}
          label={opened ? t('ui.less') : t('ui.more')}
          onClick={() => setOpened(!opened)}
        />
      </div>
    </section>
  );
}

/** Who must act, where it was seen, the ordered steps and every offered action of a finding. */
export function FindingDetail({ finding }: { readonly finding: FindingView }) {
  return (
    <div class="det">
      {finding.note ? <p>{finding.note}</p> : null}
      <dl>
        <dt>{t('ui.whoMustAct')}</dt>
        <dd>{finding.who.length > 0 ? finding.who.join(', ') : t('ui.nobody')}</dd>
        <dt>{t('ui.basis')}</dt>
        <dd>{finding.basisText}</dd>
        <Why finding={finding} />
        {finding.evidence.length > 0 ? <dt>{t('ui.seenIn')}</dt> : null}
        {finding.evidence.length > 0 ? (
          <dd>
            <ul class="ev">
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
                <li key={step}>{step}</li>
              ))}
            </ol>
          </dd>
        ) : null}
      </dl>
      <FindingActions finding={finding} />
    </div>
  );
}

/** A place where a finding was seen: a link to it, and the words there. */
export function Evidence({ evidence }: { readonly evidence: PlaceView }) {
  const editor = useEditor();
  const session = evidence.place.session;
  const show = () =>
    session === undefined
      ? void editor.rpc.request('showText', { place: evidence.place }).catch(editor.failed)
      : editor.openSession(session);
  return (
    <li>
      <LinkButton onClick={show}>{evidence.label}</LinkButton> <span class="mono">{evidence.text}</span>
    </li>
  );
}

interface ActionsProps {
  readonly finding: FindingView;
  /** Starts with the primary action and names its page at the end; further pages stand elsewhere then. */
  readonly lead?: boolean;
}

/** The actions of a finding in their fixed order; a command that changes something names its scope and how to undo it. */
export function FindingActions({ finding, lead }: ActionsProps) {
  const editor = useEditor();
  const [first] = finding.links;
  const [confirming, setConfirming] = useState<number | undefined>(undefined);
  const place = finding.evidence[0]?.place;
  const confirmed = confirming === undefined ? undefined : finding.powershell[confirming];
  return (
    <>
      <div class="acts wrap">
        {lead && first ? (
          <Button
            primary
            icon="link"
            label={t('ui.openDocumentedFix')}
            title={first.title}
            onClick={() => editor.openLink(first.url)}
          />
        ) : null}
        {lead
          ? null
          : finding.links
              .slice(1)
              .map((link) => (
                <Button key={link.url} icon="link" label={link.title} onClick={() => editor.openLink(link.url)} />
              ))}
        {finding.powershell.map((command, index) =>
          command.kind === 'check' ? (
            <Button
              key={command.text}
              icon="terminal"
              label={t('ui.copyCheck')}
              title={command.text}
              onClick={() => editor.copy(command.text, t('ui.copyCheck'))}
            />
          ) : (
            <Button
              key={command.text}
              icon="terminal"
              label={t('ui.copyChange')}
              title={command.text}
              onClick={() => setConfirming(index)}
            />
          ),
        )}
        {finding.open.map((address) => (
          <Button
            key={address}
            icon={address.startsWith('https:') ? 'link' : 'copy'}
            label={address}
            onClick={() => (address.startsWith('https:') ? editor.openLink(address) : editor.copy(address, address))}
          />
        ))}
        <Button
          icon="ticket"
          label={t('ui.copyForTicket')}
          onClick={() =>
            void editor.rpc
              .request('report', { refs: [editor.ref], format: 'finding', finding: finding.id })
              .then((text) => editor.copy(text, finding.title))
              .catch(editor.failed)
          }
        />
        {place ? (
          <Button
            icon="goFile"
            label={t('ui.showInText')}
            onClick={() =>
              void editor.rpc
                .request('showText', { place, session: place.session, part: place.part })
                .catch(editor.failed)
            }
          />
        ) : null}
        {lead && first ? <span class="dim el target">{first.title}</span> : null}
      </div>
      {confirmed ? (
        <div class="confirm">
          <pre>{confirmed.text}</pre>
          <p>{t('ui.changeScope', { scope: confirmed.scope })}</p>
          {confirmed.undo ? <p>{t('ui.changeUndo', { undo: confirmed.undo })}</p> : null}
          <div class="acts">
            <Button
              icon="copy"
              label={t('ui.copyAnyway')}
              onClick={() => {
                editor.copy(confirmed.text, t('ui.copyChange'));
                setConfirming(undefined);
              }}
            />
            <Button label={t('ui.cancel')} onClick={() => setConfirming(undefined)} />
          </div>
        </div>
      ) : null}
    </>
  );
}
