import type { ByteSource } from '../../../platform/platform';
import { type Message, message } from '../../../text';
import { plainText } from '../../container/plainText';
import type { OpenOptions } from '../../open';
import type { Problem } from '../../problem';
import { objectOf, textOf } from '../har/json';
import { findStart } from '../har/wrapper';
import { OpenNetlogCapture } from './capture';
import { clientText, polledField } from './constants';
import type { NetlogCapture, NetlogFacts } from './model';
import { readNetlog } from './read';
import { sessionsOf } from './sessions';

/**
 * Opens an `edge://net-export` recording (NetLog JSON, also of `--log-net-log`), gzip around it included. Read once,
 * line by line; a file that is cut anywhere gives everything before the cut.
 */
export async function openNetlog(given: ByteSource, options: OpenOptions): Promise<NetlogCapture> {
  const { source, problems: before } = await plainText(given, options);
  const problems: Problem[] = [...(options.before ?? []), ...before];
  const add = (code: string, text: Message): void => {
    problems.push({ code, message: text, place: { artifact: options.id, layers: [] } });
  };
  const { offset } = await findStart(source);
  const read = await readNetlog(source, offset, {
    signal: options.signal,
    stop: options.stop,
    onProgress: options.onProgress,
  });
  const { constants, hops } = read;
  if (!constants) add('netlog-no-constants', message('netlog.noConstants'));
  else if (constants.formatVersion !== undefined && constants.formatVersion !== 1) {
    add('netlog-version', message('netlog.version', { version: String(constants.formatVersion) }));
  }
  if (read.cutAt !== undefined && constants) {
    problems.push({
      code: 'netlog-cut',
      message: message('netlog.cut', { byte: read.cutAt, count: read.eventCount }),
      place: { artifact: options.id, layers: [], range: { byteStart: read.cutAt, byteEnd: source.size } },
    });
  }
  if (read.stopped) add('capture-stopped', message('capture.stopped', { count: hops?.hops.length ?? 0 }));
  if (read.damaged > 0) add('netlog-damaged', message('netlog.damaged', { count: read.damaged }));
  const raw = objectOf(constants?.raw);
  const info = objectOf(raw['clientInfo']);
  const mode = textOf(raw['logCaptureMode']);
  if (hops && /^(?:Default|HeavilyRedacted)$/.test(mode)) {
    if (hops.authorizationShown) add('netlog-authorization', message('netlog.authorization', { mode }));
    if (hops.hops.length > 0) add('netlog-stripped', message('netlog.stripped', { mode }));
  }
  const facts: NetlogFacts = {
    mode,
    client: constants ? clientText(constants) : '',
    system: textOf(info['os_type']),
    commandLine: textOf(info['command_line']),
    proxySettings: jsonText(polledField(read.polled, 'proxySettings')),
    badProxies: jsonText(polledField(read.polled, 'badProxies')),
    eventCount: read.eventCount,
  };
  return new OpenNetlogCapture({
    id: options.id,
    source,
    sources: [given, source],
    constants,
    hops,
    sessions: constants && hops ? sessionsOf(hops, constants) : [],
    problems,
    facts,
  });
}

function jsonText(value: unknown): string {
  return value === undefined ? '' : JSON.stringify(value);
}
