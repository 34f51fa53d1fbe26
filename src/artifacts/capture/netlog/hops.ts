import { type JsonObject, listOf, numberOf, objectOf, textOf } from '../har/json';
import { type NetlogConstants, netErrorName } from './constants';
import { Role, rolesOf } from './interest';

/** One request as it went out: a URL request has several when it was redirected. */
export interface Hop {
  readonly sourceId: number;
  readonly url: string;
  readonly method: string;
  /** Ticks in milliseconds. */
  readonly start: number;
  end: number;
  finished: boolean;
  status: number;
  reason: string;
  version: string;
  protocol: string;
  contentType: string;
  location: string;
  netError: string;
  canceled: boolean;
  cached: boolean;
  sent: number | undefined;
  answered: number | undefined;
  bytes: number;
  filtered: number;
  /** Offset and length in the file of the events that detail reads again. */
  startAt: readonly [number, number];
  requestAt: readonly [number, number] | undefined;
  responseAt: readonly [number, number] | undefined;
  /** Offsets and lengths of the events that hold body bytes. */
  readonly dataAt: number[];
  /** Sources that the request was bound to: stream job controllers, jobs, sessions. */
  readonly bound: number[];
}

/** Events per source that are kept by place for details. */
const eventsPerSource = 4000;
const eventLimit = 2_000_000;

/** Groups events into hops and remembers where the events of the connections below them lie. */
export class HopCollector {
  readonly hops: Hop[] = [];
  /** Source id -> offsets and lengths of its kept events, in turn. */
  readonly places = new Map<number, number[]>();
  /** Source id -> sources it depends on. */
  readonly links = new Map<number, number[]>();
  readonly addresses = new Map<number, string>();
  readonly clientAddresses = new Map<number, string>();
  readonly roles: Uint8Array;
  firstTick: number | undefined;
  lastTick: number | undefined;
  /** True when a header event still shows an authorization value. */
  authorizationShown = false;
  kept = 0;
  private readonly open = new Map<number, Hop>();
  private readonly requestType: number;
  private readonly controllerType: number;

  constructor(private readonly constants: NetlogConstants) {
    this.roles = rolesOf(constants);
    const numbers = new Map([...constants.sourceTypes].map(([number, name]) => [name, number]));
    this.requestType = numbers.get('URL_REQUEST') ?? -1;
    this.controllerType = numbers.get('HTTP_STREAM_JOB_CONTROLLER') ?? -1;
  }

  /** Takes one parsed event that stands at `offset` in the file. */
  add(event: JsonObject, offset: number, length: number): void {
    const type = numberOf(event['type']) ?? -1;
    const role = this.roles[type] ?? Role.None;
    const time = numberOf(event['time']);
    if (time !== undefined) {
      this.firstTick = this.firstTick === undefined ? time : Math.min(this.firstTick, time);
      this.lastTick = this.lastTick === undefined ? time : Math.max(this.lastTick, time);
    }
    if (role === Role.None) return;
    const source = objectOf(event['source']);
    const id = numberOf(source['id']) ?? -1;
    const params = objectOf(event['params']);
    const place = [offset, length] as const;
    if (role === Role.Fact) this.fact(event, params, id, place);
    else if (numberOf(source['type']) === this.requestType) this.request(event, role, params, id, time ?? 0, place);
    else if (role === Role.ReadHeaders || role >= Role.Start) this.keep(id, place);
  }

  private request(
    event: JsonObject,
    role: Role,
    params: JsonObject,
    id: number,
    time: number,
    place: readonly [number, number],
  ): void {
    const phase = numberOf(event['phase']) ?? 0;
    const { beginPhase, endPhase } = this.constants;
    const hop = this.open.get(id);
    if (hop && time > hop.end && (!hop.finished || role !== Role.Start)) hop.end = time;
    switch (role) {
      case Role.Start:
        if (phase === beginPhase) this.begin(params, id, time, place);
        else if (hop && phase === endPhase) {
          hop.finished = true;
          this.fail(hop, params);
        }
        break;
      case Role.Alive:
        if (phase === endPhase && hop) {
          hop.finished = true;
          this.fail(hop, params);
          this.open.delete(id);
        }
        break;
      case Role.Failed:
        if (hop) this.fail(hop, params);
        break;
      case Role.Canceled:
        if (hop) hop.canceled = true;
        break;
      case Role.Redirected:
        if (hop) hop.location = textOf(params['location']);
        break;
      case Role.SendHeaders:
      case Role.SendHeadersH2:
      case Role.SendHeadersQuic:
        this.checkAuthorization(params);
        if (hop) {
          hop.sent = time;
          hop.requestAt = place;
          if (role === Role.SendHeadersH2) hop.protocol = 'h2';
          if (role === Role.SendHeadersQuic) hop.protocol = 'h3';
        }
        break;
      case Role.ReadHeaders:
        if (hop) readResponse(hop, params, time, place);
        break;
      case Role.Bytes:
      case Role.FilteredBytes:
        if (hop) {
          const count = numberOf(params['byte_count']) ?? 0;
          if (role === Role.Bytes) hop.bytes += count;
          else hop.filtered += count;
          if (role === Role.FilteredBytes && params['bytes'] !== undefined) hop.dataAt.push(...place);
        }
        break;
      case Role.CacheRead:
        if (hop && hop.responseAt === undefined) hop.cached = true;
        break;
      case Role.Cors:
        this.checkAuthorization(objectOf(params['request_headers']));
        break;
    }
  }

  private begin(params: JsonObject, id: number, time: number, place: readonly [number, number]): void {
    const hop: Hop = {
      sourceId: id,
      url: textOf(params['url']),
      method: textOf(params['method']),
      start: time,
      end: time,
      finished: false,
      status: 0,
      reason: '',
      version: '',
      protocol: '',
      contentType: '',
      location: '',
      netError: '',
      canceled: false,
      cached: false,
      sent: undefined,
      answered: undefined,
      bytes: 0,
      filtered: 0,
      startAt: place,
      requestAt: undefined,
      responseAt: undefined,
      dataAt: [],
      bound: [],
    };
    this.hops.push(hop);
    this.open.set(id, hop);
  }

  private fail(hop: Hop, params: JsonObject): void {
    const error = numberOf(params['net_error']);
    if (error !== undefined && error !== 0 && hop.netError === '') hop.netError = netErrorName(this.constants, error);
  }

  private fact(event: JsonObject, params: JsonObject, id: number, place: readonly [number, number]): void {
    const sourceType = numberOf(objectOf(event['source'])['type']);
    const dependency = objectOf(params['source_dependency']);
    const target = numberOf(dependency['id']);
    const targetType = numberOf(dependency['type']);
    const hop = sourceType === this.requestType ? this.open.get(id) : undefined;
    if (target !== undefined && targetType !== this.requestType) {
      // Links lead down from the request to the socket; the way back to the controller is left out.
      if (hop) hop.bound.push(target);
      else if (targetType !== this.controllerType && target !== id) append(this.links, id, target);
    }
    const remote = textOf(params['remote_address']);
    if (remote !== '') this.addresses.set(id, remote);
    const local = textOf(params['local_address']);
    if (local !== '') this.clientAddresses.set(id, local);
    this.keep(id, place);
  }

  private keep(id: number, place: readonly [number, number]): void {
    const known = this.places.get(id);
    if (this.kept >= eventLimit || (known && known.length >= eventsPerSource * 2)) return;
    this.kept++;
    if (known) known.push(...place);
    else this.places.set(id, [...place]);
  }

  private checkAuthorization(params: JsonObject): void {
    if (this.authorizationShown) return;
    for (const header of listOf(params['headers'])) {
      const text = textOf(header);
      if (/^authorization:/i.test(text) && !/bytes were stripped\]\s*$/.test(text)) this.authorizationShown = true;
    }
  }
}

function append(map: Map<number, number[]>, id: number, target: number): void {
  const known = map.get(id);
  if (!known) map.set(id, [target]);
  else if (known.length < 64 && !known.includes(target)) known.push(target);
}

function readResponse(hop: Hop, params: JsonObject, time: number, place: readonly [number, number]): void {
  hop.answered = time;
  hop.responseAt = place;
  const headers = listOf(params['headers']).map(textOf);
  const match = /^(\S+)\s+(\d{3})(?:\s+(.*))?$/.exec(headers[0] ?? '');
  hop.status = match ? Number(match[2]) : 0;
  hop.reason = match?.[3] ?? '';
  hop.version = match?.[1] ?? '';
  for (const header of headers) {
    const type = /^content-type:\s*(.*)$/i.exec(header);
    if (type) hop.contentType = type[1] ?? '';
  }
}
