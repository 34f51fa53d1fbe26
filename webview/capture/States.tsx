import { useEffect, useRef, useState } from 'preact/hooks';
import type { OpenedView } from '../../src/analysis/protocol';
import type { CaptureView, ListResult } from '../../src/analysis/views';
import { Button, IconButton, LinkButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { removePart } from '../ui/query';
import { grouped, t } from '../ui/strings';

interface NothingProps {
  readonly result: ListResult;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** No session matches: how many each part matches alone, and the way out. */
export function NothingMatches({ result, query, onQuery }: NothingProps) {
  const parts = result.parts ?? [];
  const dead = parts.filter((part) => part.matches === 0);
  return (
    <section class="ctr" aria-label={t('ui.nothingTitle')}>
      <h2>{t('ui.nothingTitle')}</h2>
      {parts.map((part) => (
        <p key={part.text}>
          {part.matches === 0
            ? t('ui.partMatchesNone', { part: part.text })
            : t('ui.partMatches', { part: part.text, count: part.matches })}
        </p>
      ))}
      <div class="acts wrap">
        <Button primary icon="close" label={t('ui.clearFilter')} onClick={() => onQuery('')} />
        {dead.length < parts.length
          ? dead.map((part) => (
              <Button
                key={part.text}
                label={t('ui.removePart', { part: part.text })}
                onClick={() => onQuery(removePart(query, part.text))}
              />
            ))
          : null}
      </div>
    </section>
  );
}

interface NoSyncProps {
  readonly capture: CaptureView;
  readonly onShowAll: () => void;
}

/** The capture holds no sync traffic: why that is, and how to record it. */
export function NoSyncTraffic({ capture, onShowAll }: NoSyncProps) {
  const editor = useEditor();
  const help = capture.recordingHelp;
  return (
    <section class="ctr" aria-label={t('ui.noSyncTitle')}>
      <h2>{t('ui.noSyncTitle')}</h2>
      <p>{t('ui.noSyncText', { count: capture.total })}</p>
      <div class="acts wrap">
        {help ? (
          <Button
            primary
            icon="link"
            label={t('ui.howToRecord')}
            title={help.title}
            onClick={() => editor.openLink(help.url)}
          />
        ) : null}
        <Button label={t('ui.showAllSessions')} onClick={onShowAll} />
      </div>
    </section>
  );
}

/** True when no step of the chain was ever asked for. */
export function hasNoSync(capture: CaptureView): boolean {
  return capture.total > 0 && capture.chain.length > 0 && capture.chain.every((step) => step.state === 'never-asked');
}

interface PasswordProps {
  readonly wrong: boolean;
  readonly onOpened: (view: OpenedView) => void;
}

/** Asks for the password of an encrypted capture; it is sent once and kept nowhere in this page. */
export function PasswordForm({ wrong, onOpened }: PasswordProps) {
  const editor = useEditor();
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(wrong);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (input.current) input.current.type = shown ? 'text' : 'password';
  }, [shown]);
  const submit = async () => {
    const field = input.current;
    if (!field?.value || busy) return;
    setBusy(true);
    try {
      const view = await editor.rpc.request('password', { password: field.value });
      const stillLocked = view.editor === 'capture' && (view.password === 'wrong' || view.password === 'needed');
      setFailed(stillLocked);
      if (stillLocked) field.select();
      else onOpened(view);
    } catch (error) {
      editor.failed(error);
    } finally {
      setBusy(false);
      field.focus();
    }
  };
  return (
    <form
      class="ctr"
      aria-label={t('ui.passwordTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2>
        <Icon name="lock" /> {t('ui.passwordTitle')}
      </h2>
      <p>{t('ui.passwordText')}</p>
      <label for="password">{t('ui.password')}</label>
      <span class="pw">
        <input
          ref={input}
          id="password"
          class="field"
          type="password"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={failed}
          aria-describedby={failed ? 'password-error' : undefined}
        />
        <IconButton
          icon={shown ? 'eyeOff' : 'eye'}
          label={shown ? t('ui.hidePassword') : t('ui.showPassword')}
          pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </span>
      <div role="alert" id="password-error" class="lrow bad">
        {failed ? <Mark mark="error" silent /> : null}
        {failed ? t('ui.wrongPassword') : ''}
      </div>
      <div class="acts">
        <button type="submit" class="btn" aria-disabled={busy}>
          {busy ? t('ui.opening') : t('ui.openCapture')}
        </button>
      </div>
    </form>
  );
}

interface LoadingProps {
  readonly done: number;
  readonly total: number;
}

/** A line that grows in steps; empty while the total is not known. */
export function ProgressLine({ done, total }: LoadingProps) {
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  return (
    <div
      class="pbar"
      role="progressbar"
      aria-label={t('ui.reading')}
      aria-valuemin={0}
      aria-valuemax={total > 0 ? total : undefined}
      aria-valuenow={total > 0 ? done : undefined}
    >
      <i style={{ '--done': percent }} />
    </div>
  );
}

interface OtherProps {
  readonly view: Extract<OpenedView, { editor: 'none' }>;
}

/** The file is no capture: what it was looked at for, and the way to the text. */
export function NotACapture({ view }: OtherProps) {
  const editor = useEditor();
  return (
    <section class="ctr" aria-label={view.message}>
      <h2>{t('ui.notACapture')}</h2>
      <p>{view.message}</p>
      {view.lookedFor.length > 0 ? <p>{t('ui.lookedFor', { forms: view.lookedFor.join(', ') })}</p> : null}
      <div class="acts">
        <Button
          primary
          icon="file"
          label={t('ui.openAsText')}
          onClick={() => void editor.rpc.request('command', { command: 'edgeSync.showInText' }).catch(editor.failed)}
        />
      </div>
    </section>
  );
}

interface HiddenProps {
  readonly hidden: number;
  readonly loading: boolean;
  readonly onClear: () => void;
  readonly onStop: () => void;
}

/** Under a short list: how many sessions the filter hides, or that more are being read. */
export function ListFooter({ hidden, loading, onClear, onStop }: HiddenProps) {
  if (loading) {
    return (
      <p>
        {t('ui.readable')} <LinkButton onClick={onStop}>{t('ui.stopLoading')}</LinkButton>
      </p>
    );
  }
  if (hidden <= 0) return null;
  return (
    <p>
      {t('ui.hiddenByFilter', { count: hidden, number: grouped(hidden) })}{' '}
      <LinkButton onClick={onClear}>{t('ui.clearFilter')}</LinkButton> <kbd>Esc</kbd>
    </p>
  );
}

/** What could not be read, with its place. */
export function Problems({ capture, onClose }: { readonly capture: CaptureView; readonly onClose: () => void }) {
  const editor = useEditor();
  return (
    <section class="problems" aria-label={t('ui.whatIsMissing')}>
      <div class="lrow">
        <h2>{t('ui.problemCount', { count: capture.problems.length })}</h2>
        <span class="sp" />
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </div>
      <ul>
        {capture.problems.slice(0, 200).map((problem, index) => (
          <li key={`${index}${problem.text}`}>
            {problem.text}{' '}
            {problem.place.session === undefined ? null : (
              <LinkButton onClick={() => editor.openSession(problem.place.session ?? 0)}>
                #{problem.place.session}
              </LinkButton>
            )}
          </li>
        ))}
      </ul>
      {capture.problems.length > 200 ? (
        <p class="dim">{t('ui.moreProblems', { count: capture.problems.length - 200 })}</p>
      ) : null}
    </section>
  );
}
