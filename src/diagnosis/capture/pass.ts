import type { Capture, Session } from '../../artifacts/capture/model';
import type { Place } from '../../artifacts/place';
import type { Platform } from '../../platform/platform';
import { type ReadBudget, Reading } from './budget';
import { CaptureIndex } from './captureIndex';
import { SessionReader } from './sessionReader';

/** A bearer token met on the way. */
export interface SeenToken {
  readonly key: number;
  readonly host: string;
  readonly path: string;
  readonly tenant: string | undefined;
  readonly userName: string | undefined;
  readonly objectId: string | undefined;
  readonly audience: string | undefined;
  readonly place: Place;
}

/** A publishing license met on the way. */
export interface SeenLicense {
  readonly key: number;
  readonly tenant: string | undefined;
  readonly cloud: string | undefined;
  readonly place: Place;
}

/** One capture while it is looked at: readers of sessions, and what they showed. */
export class CapturePass {
  readonly index: CaptureIndex;
  readonly reading: Reading;
  readonly tokens: SeenToken[] = [];
  readonly licenses: SeenLicense[] = [];
  readonly clientAddresses: { readonly session: Session; readonly address: string }[] = [];
  /** Difference of the server's clock from the capture's, per answered session, in milliseconds. */
  readonly clockSamples: number[] = [];
  /** `DevicePlatform` of the license request's platform header. */
  readonly rmsPlatforms = new Set<string>();
  private readonly readers = new Map<number, SessionReader>();

  constructor(
    readonly capture: Capture,
    private readonly platform: Platform,
    budget: ReadBudget,
    private readonly signal: AbortSignal | undefined,
  ) {
    this.index = new CaptureIndex(capture);
    this.reading = new Reading(budget);
  }

  reader(session: Session): SessionReader {
    const known = this.readers.get(session.key);
    if (known) return known;
    const made = new SessionReader(this.capture, session, this.platform, this.reading, this.signal);
    this.readers.set(session.key, made);
    return made;
  }

  /** Readers of sessions that were looked at, in the order they were. */
  get read(): Iterable<SessionReader> {
    return this.readers.values();
  }

  /** Notes what a loaded session tells about tokens, licenses, clocks and addresses. */
  note(reader: SessionReader): void {
    const { session, detail } = reader;
    if (!detail) return;
    const { token } = reader;
    const header = reader.headers('request', 'Authorization')[0];
    if (token && header) {
      this.tokens.push({
        key: session.key,
        host: session.host,
        path: session.path,
        tenant: token.tenant,
        userName: claim(reader, 'upn') ?? claim(reader, 'unique_name') ?? claim(reader, 'preferred_username'),
        objectId: claim(reader, 'oid'),
        audience: token.audience,
        place: { ...reader.headerPlace('request', header), part: 'token' },
      });
      const address = claim(reader, 'ipaddr');
      if (address) this.clientAddresses.push({ session, address });
    }
    const platform = /DevicePlatform=([^;]+)/i.exec(reader.header('request', 'x-ms-rms-platform-id'))?.[1];
    if (platform) this.rmsPlatforms.add(platform.trim());
    const date = Date.parse(reader.header('response', 'Date'));
    if (!Number.isNaN(date) && session.started !== undefined && !session.byCaptureTool && !session.fromCache) {
      // The Date header has whole seconds: its middle is the best guess.
      this.clockSamples.push(date + 500 - (session.started + (session.duration ?? 0)));
    }
    for (const flag of detail.flags) {
      if (flag.name.toLowerCase() === 'x-clientip' && flag.value)
        this.clientAddresses.push({ session, address: flag.value });
    }
  }

  noteLicense(reader: SessionReader): void {
    const { license } = reader;
    if (!license) return;
    this.licenses.push({
      key: reader.session.key,
      tenant: license.tenant?.toLowerCase(),
      cloud: license.cloud,
      place: { artifact: this.capture.id, session: reader.session.key, part: 'license', layers: [] },
    });
  }

  factOf(session: Session): { place: Place; session: { key: number; host: string } } {
    return { place: this.reader(session).firstLine('request'), session: { key: session.key, host: session.host } };
  }

  wordsOf(session: Session): string {
    return this.reader(session).words;
  }
}

function claim(reader: SessionReader, name: string): string | undefined {
  const value = reader.token?.claims.find((entry) => entry.name === name)?.value;
  return typeof value === 'string' && value ? value : undefined;
}
