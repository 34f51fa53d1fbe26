import { decodeText } from '../../../artifacts/capture/http';
import type { Capture, SessionPart } from '../../../artifacts/capture/model';
import { MaskedText, type Secret, secretsIn } from '../../masking';
import { chipText } from '../../secrets';
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
  const label = (secret: Secret) =>
    chipText(words.t(`analysis.mask.${secret.class}`), secret.span.end - secret.span.start);
  const part = async (name: SessionPart): Promise<string> => {
    const bytes = await capture.raw(content.session.key, name);
    if (bytes.length > rawLimit) {
      notes.push(words.t('analysis.rawCut', { part: words.t(`analysis.part.${name}`), count: rawLimit }));
    }
    const text = decodeText(bytes.subarray(0, rawLimit)).text.replace(
      /[^\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]/g,
      '.',
    );
    return new MaskedText(text, [...secretsIn(text), ...cookieLines(text)], label).text;
  };
  return { tab: 'raw', request: await part('request'), response: await part('response'), notes };
}

/** Values of cookie headers in raw text. */
function cookieLines(text: string): Secret[] {
  const found: Secret[] = [];
  const line = /^(?:set-)?cookie:[ \t]*(.+?)\r?$/gim;
  for (let match = line.exec(text); match; match = line.exec(text)) {
    const end = match.index + match[0].replace(/\r$/, '').length;
    found.push({ span: { start: end - (match[1]?.length ?? 0), end }, class: 'cookie' });
  }
  return found;
}

/** Messages of a WebSocket. */
export async function messagesTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'messages' }>> {
  const { capture, content, words, secrets } = context;
  const { key, offset } = content.session;
  const messages = await capture.webSocketMessages(key);
  const kinds: Readonly<Record<number, string>> = {
    0: 'continuation',
    1: 'text',
    2: 'binary',
    8: 'close',
    9: 'ping',
    10: 'pong',
  };
  return {
    tab: 'messages',
    messages: messages.map(({ index, direction, time, opcode, bytes }) => {
      const text = opcode === 1 ? new TextDecoder().decode(bytes) : hex(bytes);
      const inside = secretsIn(text)[0];
      return {
        index,
        direction,
        time: time === undefined ? '' : words.clock(time, offset ?? 0, 3),
        kind: kinds[opcode] ?? String(opcode),
        size: bytes.length,
        value: inside
          ? secrets.chip(`message:${key}:${index}`, words.t(`analysis.mask.${inside.class}`), text.length, () => text)
          : { text },
      };
    }),
  };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 256), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}
