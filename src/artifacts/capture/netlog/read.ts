import type { ByteSource } from '../../../platform/platform';
import { type JsonObject, objectOf } from '../har/json';
import { parseTolerant } from '../har/parse';
import { skimArray } from '../har/skim';
import { constantsOf, type NetlogConstants } from './constants';
import { HopCollector } from './hops';
import { Role } from './interest';
import { forEachLine } from './lines';
import { byteCountAtStart, carriesBytes, tailText, typeAtEnd } from './quick';

/** What reading the events of a file gave. */
export interface NetlogRead {
  readonly constants: NetlogConstants | undefined;
  readonly hops: HopCollector | undefined;
  readonly polled: unknown;
  readonly eventCount: number;
  /** Lines or elements that are no events. */
  readonly damaged: number;
  /** Byte of the event (or part) in which the file ends; undefined when it is whole. */
  readonly cutAt: number | undefined;
  /** True when reading was ended on request. */
  readonly stopped: boolean;
}

interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly stop?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a NetLog as Chromium writes it: constants on the first line, one event per line, polled data on the last. A
 * file that another tool has put on one line or indented is read by its brackets instead.
 */
export async function readNetlog(source: ByteSource, from: number, options: ReadOptions): Promise<NetlogRead> {
  return (await isLineStructured(source, from))
    ? readLines(source, from, options)
    : readElements(source, from, options);
}

/** Constants with many field trials take a few hundred KB; a longer first line is a file on one line. */
const firstLineLimit = 8 << 20;

async function isLineStructured(whole: ByteSource, from: number): Promise<boolean> {
  const size = Math.min(whole.size, firstLineLimit);
  const source: ByteSource = {
    size,
    read: (at, length) => whole.read(at, Math.max(0, Math.min(length, size - at))),
    close: () => whole.close(),
  };
  let structured = false;
  let lines = 0;
  const decoder = new TextDecoder();
  await forEachLine(source, from, (bytes, start, end, _offset, ended) => {
    if (end === start && lines === 0) return false;
    lines++;
    if (lines === 1) {
      structured = /^\s*\{\s*"constants"\s*:\s*\{/.test(
        decoder.decode(bytes.subarray(start, Math.min(end, start + 100))),
      );
      // Without a line end the whole file may stand on this line.
      if (!ended) structured = false;
      return !structured;
    }
    structured = /^\s*"events"\s*:\s*\[\s*$/.test(decoder.decode(bytes.subarray(start, Math.min(end, start + 100))));
    return true;
  });
  return structured;
}

async function readLines(source: ByteSource, from: number, options: ReadOptions): Promise<NetlogRead> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let constants: NetlogConstants | undefined;
  let hops: HopCollector | undefined;
  let polled: unknown;
  let eventCount = 0;
  let damaged = 0;
  let cutAt: number | undefined;
  let state: 'constants' | 'opening' | 'events' | 'polled' | 'done' = 'constants';

  let complete = false;
  let stopped = false;

  /** Takes one line of the list; true when it closes the list. */
  const onEvent = (bytes: Uint8Array, start: number, end: number, offset: number, ended: boolean): boolean => {
    if (!hops) return false;
    const type = typeAtEnd(bytes, start, end);
    if (type >= 0) {
      const role = hops.roles[type] ?? Role.None;
      eventCount++;
      if (role === Role.None) return false;
      const light = carriesBytes(role) ? lightEvent(bytes, start, end) : undefined;
      if (light) {
        hops.add(light, offset, end - start);
        return false;
      }
    }
    const text = decoder.decode(bytes.subarray(start, end)).replace(/,\s*$/, '');
    if (text.trim() === '') return false;
    const parsed = parseStrict(text);
    // Chromium closes the list on the line of the last event.
    const closed = parsed ? undefined : /^([\s\S]*\})\s*\]\s*(\}?)\s*$/.exec(text);
    const event = parsed ?? parseStrict(closed?.[1] ?? '');
    if (event) {
      if (type < 0) eventCount++;
      hops.add(event, offset, closed?.[1]?.length ?? end - start);
      if (closed) complete = closed[2] === '}';
      return closed !== null && closed !== undefined;
    }
    if (type >= 0) eventCount--;
    if (ended) damaged++;
    else cutAt = offset;
    return false;
  };

  await forEachLine(
    source,
    from,
    (bytes, start, end, offset, ended) => {
      if (state === 'events' && options.stop?.aborted) {
        stopped = true;
        complete = true;
        return true;
      }
      if (state === 'constants') {
        const text = decoder.decode(bytes.subarray(start, end)).replace(/,\s*$/, '');
        if (text.trim() === '') return false;
        constants = constantsOf(parseTolerant(`${text}}`).value['constants']);
        if (!ended) cutAt = offset;
        if (constants) hops = new HopCollector(constants);
        state = 'opening';
      } else if (state === 'opening') {
        state = 'events';
        if (!ended) cutAt = offset;
      } else if (state === 'events') {
        const first = bytes[start];
        if (first === 93) {
          // `],` before polled data, `]}` without it.
          state = 'polled';
          complete = bytes.subarray(start, end).indexOf(125) >= 0;
        } else if (onEvent(bytes, start, end, offset, ended)) state = 'polled';
      } else if (state === 'polled') {
        const text = decoder.decode(bytes.subarray(start, end));
        if (text.trim() === '') return false;
        if (text.trim() === '}') complete = true;
        else {
          // The root's closing brace stands on this line or on the next.
          const parsed = parseStrict(`{${text}`) ?? parseStrict(`{${text}}`);
          polled = (parsed ?? parseTolerant(`{${text}`).value)['polledData'];
          complete = parsed !== undefined;
          if (!complete) cutAt = offset;
        }
        state = 'done';
      }
      return state === 'done';
    },
    { ...options, onTooLong: () => damaged++ },
  );
  if (!complete && cutAt === undefined) cutAt = source.size;
  return { constants, hops, polled, eventCount, damaged, cutAt: complete ? undefined : cutAt, stopped };
}

function parseStrict(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? objectOf(value) : undefined;
  } catch {
    return undefined;
  }
}

/** An event with body bytes, without reading them; undefined when its line is not in the usual order. */
function lightEvent(bytes: Uint8Array, start: number, end: number): JsonObject | undefined {
  const count = byteCountAtStart(bytes, start);
  const tail =
    /"phase":(\d),"source":\{"id":(\d+),"start_time":"\d+","type":(\d+)\},"time":"(\d+)","type":(\d+)\},?\s*$/.exec(
      tailText(bytes, start, end),
    );
  if (count === undefined || !tail) return undefined;
  return {
    phase: Number(tail[1]),
    source: { id: Number(tail[2]), type: Number(tail[3]) },
    time: tail[4],
    type: Number(tail[5]),
    params: end - start > 300 ? { byte_count: count, bytes: '' } : paramsOf(bytes, start, end, count),
  };
}

function paramsOf(bytes: Uint8Array, start: number, end: number, count: number): JsonObject {
  return tailText(bytes, start, end).includes('"bytes":') || end - start > 160
    ? { byte_count: count, bytes: '' }
    : { byte_count: count };
}

async function readElements(source: ByteSource, from: number, options: ReadOptions): Promise<NetlogRead> {
  // Where the tables stand is not known in a rewritten file: they are read first, then the events.
  const outline = await skimArray(source, {
    path: ['events'],
    heavy: ['bytes'],
    from,
    onItem: () => {},
    signal: options.signal,
  });
  const outer = parseTolerant(outline.outer ?? 'null').value;
  const constants = constantsOf(outer['constants']);
  if (!constants) {
    const cutAt = outline.rootEnd === undefined ? source.size : undefined;
    return { constants, hops: undefined, polled: undefined, eventCount: 0, damaged: 0, cutAt, stopped: false };
  }
  const hops = new HopCollector(constants);
  let eventCount = 0;
  let damaged = 0;
  const result = await skimArray(source, {
    path: ['events'],
    heavy: ['bytes'],
    from,
    onItem: (item) => {
      const event = parseTolerant(item.text);
      if (!event.sound) damaged++;
      eventCount++;
      hops.add(event.value, item.start, item.end - item.start);
    },
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const cutAt = result.rootEnd === undefined ? (result.cutItem ?? source.size) : undefined;
  return {
    constants,
    hops,
    polled: outer['polledData'],
    eventCount,
    damaged: damaged + result.strays,
    cutAt,
    stopped: false,
  };
}
