import type { Capture, Session } from '../../artifacts/capture/model';
import type { Language } from '../../text';
import { isoTime, problemJson } from './problem';

/** What is known of a session besides its row. */
export interface SessionFacts {
  readonly tokens: number;
  readonly findings: readonly string[];
  readonly reason: string;
  /** Address with secrets masked. */
  readonly url: string;
}

/** The `sessions` output. */
export function sessionsJson(
  capture: Capture,
  shown: readonly Session[],
  factsOf: (session: Session) => SessionFacts,
  language: Language,
) {
  return {
    version: 1,
    kind: capture.kind,
    form: capture.form,
    total: capture.sessions.length,
    problems: capture.problems.map((problem) => problemJson(problem, language)),
    sessions: shown.map((session) => {
      const { tokens, findings, reason, url } = factsOf(session);
      return {
        key: session.key,
        sid: session.sid,
        method: session.method,
        url,
        host: session.host,
        status: session.status,
        protocol: session.protocol,
        requestBytes: session.requestBytes < 0 ? null : session.requestBytes,
        responseBytes: session.responseBytes < 0 ? null : session.responseBytes,
        contentType: session.contentType,
        process: session.processId === undefined ? session.process : `${session.process}:${session.processId}`,
        started: isoTime(session.started, session.offset),
        durationMs: session.duration ?? null,
        tokens,
        findings,
        reason,
      };
    }),
  };
}
