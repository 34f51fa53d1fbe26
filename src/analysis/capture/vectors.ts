import type { Capture } from '../../artifacts/capture/model';
import { neighborKind } from '../../decoders/syncMessage';

/** A session by its key, and the number people quote for it. */
export interface SessionName {
  readonly key: number;
  readonly sid: number;
}

/** Requests whose heads are read. */
const maxRequests = 5000;
const known = new WeakMap<Capture, Promise<ReadonlyMap<string, SessionName>>>();

/** Sync requests of a capture by their X-AFS-CV (without span numbers); the heads are read once. */
export function requestsByVector(capture: Capture): Promise<ReadonlyMap<string, SessionName>> {
  const before = known.get(capture);
  if (before) return before;
  const made = readVectors(capture);
  known.set(capture, made);
  made.catch(() => known.delete(capture));
  return made;
}

async function readVectors(capture: Capture): Promise<ReadonlyMap<string, SessionName>> {
  const found = new Map<string, SessionName>();
  const requests = capture.sessions.filter(
    ({ host, path, isTunnel }) => !isTunnel && neighborKind(host, path) === 'sync-command',
  );
  for (const { key, sid } of requests.slice(0, maxRequests)) {
    const { requestHeaders } = await capture.detail(key);
    const value = requestHeaders.find(({ name }) => /^x-afs-cv$/i.test(name))?.value.trim();
    const vector = value?.replace(/(?:\.\d+)+$/, '');
    if (vector) found.set(vector, { key, sid });
  }
  return found;
}
