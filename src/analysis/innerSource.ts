import type { SessionPart } from '../artifacts/capture/model';
import { nestingLimit } from '../artifacts/container/limits';
import { openInner } from '../artifacts/container/openAttachments';
import { type ReadOptions, readArtifacts } from '../artifacts/read';
import { memorySource } from '../platform/memory';
import type { ByteSource } from '../platform/platform';

/** A step into the body of a session: `session:23:response/export.zip`; the name behind the slash is for titles. */
const sessionStep = /^session:(\d+):(request|response)\//;

/** Most bytes of a body that is opened as a file. */
const bodyLimit = 256 << 20;

/** The step that leads into a body. */
export function bodyStep(key: number, part: SessionPart, name: string): string {
  return `session:${key}:${part}/${name.replace(/[/\\]/g, '_') || 'body'}`;
}

/**
 * The file that a path leads to, through attachments and through bodies of captures. Undefined when a step does not
 * exist; the sources it goes through are the caller's to close.
 */
export async function innerSource(
  source: ByteSource,
  path: readonly string[],
  options: ReadOptions,
): Promise<{ readonly source: ByteSource; readonly name: string } | undefined> {
  if (path.length > nestingLimit) return undefined;
  let current = source;
  let { name } = options;
  for (const step of path) {
    const match = sessionStep.exec(step);
    if (match) {
      const [artifact] = await readArtifacts(current, { ...options, name });
      if (artifact?.kind !== 'capture') return undefined;
      const key = Number(match[1]);
      if (!artifact.sessions.some((session) => session.key === key)) return undefined;
      const part: SessionPart = match[2] === 'request' ? 'request' : 'response';
      const body = await artifact.body(key, part, { limit: bodyLimit, signal: options.signal });
      current = memorySource(body.bytes);
      name = step.slice(step.lastIndexOf('/') + 1);
    } else {
      const inner = await openInner(current, [step], options);
      if (!inner) return undefined;
      current = inner.source;
      name = inner.name;
    }
  }
  return { source: current, name };
}
