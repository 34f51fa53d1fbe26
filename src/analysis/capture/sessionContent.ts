import { type BodyKind, bodyKind, decodeText } from '../../artifacts/capture/http';
import type { Body, Capture, Session, SessionDetail, SessionPart } from '../../artifacts/capture/model';
import {
  decodeEndUserLicense,
  decodeLicenseRequest,
  decodeLicenses,
  type LicenseCall,
  type LocatedLicense,
  licenseCall,
} from '../../decoders/license';
import type { EndUserLicense, LicenseRequest } from '../../decoders/license/model';
import { decodeSyncMessage, neighborKind, type SyncMessage, type SyncNode } from '../../decoders/syncMessage';
import { decodeFound, findTokens } from '../../decoders/token';
import type { Token } from '../../decoders/token/model';
import type { Platform } from '../../platform/platform';
import { type ReadJson, readJson } from './body/json';

/** Bodies are decoded up to this many bytes for the inspector. */
const bodyLimit = 32 * 1024 * 1024;
/** Tokens and licenses are looked for in texts up to this many characters. */
const searchLimit = 4 * 1024 * 1024;

/** A token of a session and where it was found. */
export interface LocatedToken {
  readonly token: Token;
  readonly part: SessionPart;
  /** Header name, `url`, or `body`. */
  readonly where: string;
  /** Member or parameter name in front, or empty. */
  readonly name: string;
}

/** A license of a session and the part it was found in. */
export interface SessionLicense extends LocatedLicense {
  readonly part: SessionPart;
}

/** One session with everything that can be decoded of it; read once, kept while its inspector is open. */
export class SessionContent {
  private constructor(
    readonly session: Session,
    readonly detail: SessionDetail,
    readonly request: BodyContent,
    readonly response: BodyContent,
    readonly tokens: readonly LocatedToken[],
    readonly licenses: readonly SessionLicense[],
    readonly answer: EndUserLicense | undefined,
    /** Which call of Rights Management the session is, and the fields it sent. */
    readonly licenseCall: LicenseCall | undefined,
    readonly licenseRequest: LicenseRequest | undefined,
  ) {}

  body(part: SessionPart): BodyContent {
    return part === 'request' ? this.request : this.response;
  }

  static async read(
    platform: Platform,
    capture: Capture,
    session: Session,
    signal?: AbortSignal,
  ): Promise<SessionContent> {
    const options = { limit: bodyLimit, signal };
    const detail = await capture.detail(session.key, options);
    const request = new BodyContent(await capture.body(session.key, 'request', options), 'request', platform);
    // A request begins in a way that hardly any other body does; an answer is known by its address or its request.
    const isSync = neighborKind(session.host, session.path) === 'sync-command' || request.sync !== undefined;
    const response = new BodyContent(
      await capture.body(session.key, 'response', options),
      'response',
      platform,
      isSync,
    );
    const licenses = [...licensesIn(platform, request, 'request'), ...licensesIn(platform, response, 'response')];
    const call = session.isTunnel ? undefined : licenseCall(session.url);
    // Other hosts of the service answer in the same form.
    const isAnswer = call !== undefined || isRightsManagement(session.host);
    const isReadable = response.kind === 'json' || (call === 'on-premises' && response.kind === 'xml');
    return new SessionContent(
      session,
      detail,
      request,
      response,
      tokensOf(platform, session, detail, request, response),
      licenses,
      isAnswer && isReadable ? decodeEndUserLicense(response.text ?? '') : undefined,
      call,
      call !== undefined && request.kind === 'json' ? decodeLicenseRequest(request.text ?? '', platform) : undefined,
    );
  }
}

/** A decoded body with its kind and, for texts, its text. */
export class BodyContent {
  readonly kind: BodyKind;
  private decodedText: string | undefined;
  private jsonValue: ReadJson | undefined;
  private readonly isText: boolean;
  private syncValue: SyncMessage | undefined;
  private syncRead = false;

  constructor(
    readonly body: Body,
    private readonly part: SessionPart,
    private readonly platform: Platform,
    /** False when the body is not looked at as a sync message. */
    private readonly maySync = true,
  ) {
    this.kind = bodyKind(body.bytes, body.contentType);
    this.isText = ['json', 'xml', 'html', 'css', 'javascript', 'form', 'text', 'multipart'].includes(this.kind);
  }

  get text(): string | undefined {
    if (!this.isText) return undefined;
    this.decodedText ??= decodeText(this.body.bytes, this.body.contentType).text;
    return this.decodedText;
  }

  /** A JSON body as it was read; undefined for other kinds. */
  get json(): ReadJson | undefined {
    if (this.kind !== 'json') return undefined;
    this.jsonValue ??= readJson(this.text ?? '');
    return this.jsonValue;
  }

  /** The body as a sync message; undefined when it is none. */
  get sync(): SyncMessage | undefined {
    if (!this.syncRead) {
      this.syncRead = true;
      const { bytes } = this.body;
      const message =
        // One in Base64, and one with next to nothing but the texts of items, looks like a text.
        bytes.length && (!this.isText || this.kind === 'text') && this.maySync
          ? decodeSyncMessage(bytes, this.part, this.platform)
          : undefined;
      this.syncValue = message?.isDecoded ? message : undefined;
    }
    return this.syncValue;
  }
}

function isRightsManagement(host: string): boolean {
  return /(^|\.)(aadrm\.(com|us|cn|de)|azurerms\.com|informationprotection\.azure\.(com|us|cn))$/.test(host);
}

function tokensOf(
  platform: Platform,
  session: Session,
  detail: SessionDetail,
  request: BodyContent,
  response: BodyContent,
): LocatedToken[] {
  // The prose that Fiddler writes into tunnels is no traffic.
  if (session.isTunnel) return [];
  const found: LocatedToken[] = [];
  const seen = new Set<string>();
  const look = (text: string | undefined, part: SessionPart, where: string) => {
    if (!text || text.length > searchLimit) return;
    for (const hit of findTokens(text)) {
      const token = decodeFound(hit, { platform });
      if (seen.has(token.compact)) continue;
      seen.add(token.compact);
      found.push({ token, part, where, name: hit.name });
    }
  };
  look(session.url, 'request', 'url');
  for (const { name, value } of detail.requestHeaders) look(`${name}: ${value}`, 'request', name);
  look(request.text, 'request', 'body');
  for (const { name, value } of detail.responseHeaders) look(`${name}: ${value}`, 'response', name);
  look(response.text, 'response', 'body');
  return found;
}

function licensesIn(platform: Platform, body: BodyContent, part: SessionPart): SessionLicense[] {
  const texts = body.text === undefined ? keyTexts(body.sync) : [body.text];
  return texts
    .filter((text) => text.length <= searchLimit)
    .flatMap((text) => decodeLicenses(text, platform).map((found) => ({ ...found, part })));
}

/** Edge keeps its keys in an answer to GetUpdates as JSON with a publishing license: that is decoded, the key is not. */
function keyTexts(sync: SyncMessage | undefined): string[] {
  if (!sync?.hasKeys) return [];
  const found: string[] = [];
  for (const answer of fieldsOf(sync, undefined)) {
    if (answer.name !== 'get_updates') continue;
    for (const license of fieldsOf(sync, answer.id)) {
      if (license.name !== 'edge_publishing_license') continue;
      for (const { id, type, name } of fieldsOf(sync, license.id)) {
        if (type === 'string' && /^license_json/.test(name)) found.push(sync.reveal(id));
      }
    }
  }
  return found;
}

/** Fields of a level, a page at a time: a hostile message has millions. */
function* fieldsOf(sync: SyncMessage, parent: string | undefined): Generator<SyncNode> {
  const page = 50_000;
  for (let from = 0; ; from += page) {
    const nodes = sync.children(parent, from, page);
    yield* nodes;
    if (nodes.length < page) return;
  }
}
