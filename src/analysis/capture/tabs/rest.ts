import { decodeText } from '../../../artifacts/capture/http';
import type { Capture, SessionPart } from '../../../artifacts/capture/model';
import { hideSecrets, type Secret, secretsIn } from '../../masking';
import type { FieldGroup, FieldView, TabView } from '../../views';
import { phasesOf } from '../phases';
import type { TabContext, WideTabContext } from './context';

/** Raw parts are shown up to this many bytes. */
const rawLimit = 512 * 1024;

/** Phases of a session, in milliseconds from its start. */
export function timingTab({ content, words }: TabContext): Extract<TabView, { tab: 'timing' }> {
  const { session, detail } = content;
  const start = session.started ?? 0;
  const phases = phasesOf(detail).map(({ name, start: from, duration }) => ({
    name: words.t(`capture.phase.${name}`),
    start: from,
    duration,
  }));
  // Moments are large numbers (milliseconds since 1970), durations are small ones.
  const rows = Object.entries(detail.timers).map(([name, value]): FieldView => {
    const isMoment = value > 1e11;
    return {
      name,
      value: { text: isMoment ? words.clock(value, session.offset ?? 0, 3) : words.duration(value) },
      ...(isMoment && start
        ? { meaning: words.t('analysis.afterStart', { duration: signed(words, value - start) }) }
        : {}),
    };
  });
  return { tab: 'timing', phases, rows };
}

function signed(words: TabContext['words'], milliseconds: number): string {
  return `${milliseconds < 0 ? '-' : '+'}${words.duration(milliseconds)}`;
}

/** Certificate chain of the connection. */
export async function certificatesTab({ words }: TabContext, capture: Capture, key: number): Promise<FieldGroup[]> {
  const certificates = await capture.certificates(key);
  return certificates.map(({ subject, issuer, from, to, detail }) => ({
    title: subject,
    rows: [
      { name: words.t('analysis.certificate.subject'), value: { text: subject } },
      { name: words.t('analysis.certificate.issuer'), value: { text: issuer } },
      { name: words.t('analysis.certificate.from'), value: { text: from } },
      { name: words.t('analysis.certificate.to'), value: { text: to } },
      ...(detail ? [{ name: words.t('analysis.certificate.detail'), value: { text: detail } }] : []),
    ].filter(({ value }) => value.text),
  }));
}

/** Both parts as stored, as text; secrets masked, compressed bodies as they are. */
export async function rawTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'raw' }>> {
  const { capture, content, words } = context;
  const notes: string[] = [];
  const part = async (name: SessionPart): Promise<string> => {
    const bytes = await capture.raw(content.session.key, name);
    if (bytes.length > rawLimit) {
      notes.push(words.t('analysis.rawCut', { part: words.t(`analysis.part.${name}`), count: rawLimit }));
    }
    const text = decodeText(bytes.subarray(0, rawLimit)).text.replace(
      /[^\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\u{10ffff}]/gu,
      '.',
    );
    return hideSecrets(words, text, [...(content.body(name).sync ? bodyOf(text) : []), ...secretsIn(text)]);
  };
  return { tab: 'raw', request: await part('request'), response: await part('response'), notes };
}

/** The body of a sync message, whole: what stands between the control bytes is content of items. */
function bodyOf(text: string): Secret[] {
  const start = /\r?\n\r?\n/.exec(text);
  return start ? [{ span: { start: start.index + start[0].length, end: text.length }, class: 'entity' }] : [];
}
