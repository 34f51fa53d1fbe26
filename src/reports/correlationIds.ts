import type { Capture, Header } from '../artifacts/capture/model';
import type { Diagnosis } from '../diagnosis/finding';
import type { FileOfCase } from './json/findings';
import { fileName } from './names';

/** Headers by which Microsoft finds a request in its logs; none of them is a credential. */
const names =
  /^(?:x-ms-request-id|client-request-id|request-id|x-ms-correlation-(?:request-)?id|mise-correlation-id|ms-cv|x-afs-cv|x-afs-tracking|x-ms-rms-request-id|x-msedge-ref|x-ms-ests-server)$/i;
const sessionLimit = 25;

/** A request to hand to Microsoft: when it was sent, what it asked, and the ids of its answer. */
export interface RequestIds {
  readonly file: string;
  readonly sid: number;
  /** Milliseconds since 1970; undefined when it was not recorded. */
  readonly started: number | undefined;
  readonly request: string;
  readonly status: number;
  readonly ids: readonly Header[];
}

/** Ids of the sessions that findings point to, errors first. Rejects only when aborted or on I/O errors. */
export async function correlationIds(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  signal?: AbortSignal,
): Promise<readonly RequestIds[]> {
  const captures = new Map<string, { capture: Capture; file: string }>();
  for (const { artifact, path } of files) {
    if (artifact.kind === 'capture') captures.set(artifact.id, { capture: artifact, file: fileName(path) });
  }
  const seen = new Set<string>();
  const found: RequestIds[] = [];
  for (const severity of ['error', 'warning'] as const) {
    for (const { place } of diagnosis.findings
      .filter((one) => one.severity === severity)
      .flatMap(({ evidence }) => evidence)) {
      const key = `${place.artifact}\n${place.session}`;
      const known = captures.get(place.artifact);
      if (place.session === undefined || !known || seen.has(key) || found.length >= sessionLimit) continue;
      seen.add(key);
      const { session, requestHeaders, responseHeaders } = await known.capture.detail(
        place.session,
        signal ? { signal } : {},
      );
      const ids = [...requestHeaders, ...responseHeaders].filter(
        (header) => names.test(header.name) && header.value.length < 200,
      );
      if (ids.length === 0) continue;
      found.push({
        file: known.file,
        sid: session.sid,
        started: session.started,
        request: `${session.method} ${session.host}${session.path.replace(/[?#].*$/, '')}`,
        status: session.status,
        ids: distinct(ids),
      });
    }
  }
  return found;
}

function distinct(headers: readonly Header[]): Header[] {
  const seen = new Set<string>();
  return headers.filter(({ name, value }) => {
    const key = `${name.toLowerCase()}\n${value}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
