import type { Capture, Session } from '../../artifacts/capture/model';
import type { Diagnosis, Severity } from '../../diagnosis/finding';
/** Makes rows of the session list; everything comes from memory. */
import { maskText } from '../../reports/maskText';
import type { FindingViews } from '../findingViews';
import { hideSecretsInUrl } from '../masking';
import { extent } from '../summaries';
import type { MarkName, SessionRowView } from '../views';
import type { Words } from '../words';
import { findingsBySession, type SessionFinding } from './sessionFindings';
export class SessionRows {
  readonly findings: ReadonlyMap<number, readonly SessionFinding[]>;
  readonly byKey: ReadonlyMap<number, Session>;
  private readonly first: number;
  private readonly offset: number;

  constructor(
    private readonly words: Words,
    private readonly capture: Capture,
    diagnosis: Diagnosis,
    private readonly titles: Pick<FindingViews, 'title'>,
  ) {
    this.findings = findingsBySession(capture, diagnosis);
    this.byKey = new Map(capture.sessions.map((session) => [session.key, session]));
    const { first, offset } = extent(capture);
    this.first = first ?? 0;
    this.offset = offset;
  }

  row(session: Session, extra?: Readonly<Record<string, string>>): SessionRowView {
    const found = this.findings.get(session.key);
    const { words } = this;
    const url = hideSecretsInUrl(this.words, session.url);
    const problem = this.problemOf(session);
    return {
      key: session.key,
      sid: session.sid,
      mark: this.mark(session, found),
      method: session.method,
      url,
      host: session.host,
      path: hideSecretsInUrl(this.words, session.path),
      status: session.status,
      statusText: session.reason,
      protocol: session.protocol,
      contentType: session.contentType,
      requestBytes: session.requestBytes,
      responseBytes: session.responseBytes,
      process: session.processId === undefined ? session.process : `${session.process}:${session.processId}`,
      ip: session.serverIp,
      started: session.started,
      startedText: session.started === undefined ? '' : words.clock(session.started, session.offset ?? this.offset, 3),
      duration: session.duration,
      waterfall: this.waterfall(session),
      comment: maskText(session.comment),
      color: session.color,
      tunnel: session.isTunnel,
      reason: this.hasReason(session) ? this.reason(session, found) : undefined,
      ...(extra ? { extra } : {}),
      ...(problem ? { missing: problem } : {}),
    };
  }

  /** True when a reason row follows the session's row. */
  hasReason(session: Session): boolean {
    const found = this.findings.get(session.key)?.[0];
    if (found)
      return isSerious(found.finding.severity) || (found.finding.severity === 'information' && found.nth === 1);
    return isChallenge(session) || session.aborted;
  }

  /** The inline reason of a session as shown, or empty. */
  reasonText(key: number): string {
    const session = this.byKey.get(key);
    return (session && this.hasReason(session) && this.reason(session, this.findings.get(key))?.text) || '';
  }

  private mark(session: Session, found: readonly SessionFinding[] | undefined): MarkName | undefined {
    const severity = found?.[0]?.finding.severity;
    if (severity === 'error' || severity === 'warning') return severity;
    if (severity === 'information') return 'note';
    if (session.isBlindTunnel) return 'not-decrypted';
    return isChallenge(session) || session.aborted ? 'note' : undefined;
  }

  private reason(session: Session, found: readonly SessionFinding[] | undefined): SessionRowView['reason'] {
    const { words } = this;
    const first = found?.[0];
    if (!first) {
      if (isChallenge(session)) return this.challenge(session);
      if (session.aborted) return { mark: 'note', text: words.t('analysis.reason.aborted') };
      return undefined;
    }
    const { finding, nth, count, firstKey } = first;
    const mark: MarkName = isSerious(finding.severity) ? (finding.severity as MarkName) : 'note';
    if (nth > 1) {
      const sid = this.byKey.get(firstKey)?.sid ?? firstKey;
      const text = words.t('analysis.reason.repeat', { sid: String(sid), nth, count });
      return { mark, text, finding: finding.id, session: firstKey, sid };
    }
    const title = this.titles.title(finding.id);
    const seen = finding.evidence.find(({ place }) => place.session === session.key)?.text ?? '';
    const code = /\b([A-Z][A-Za-z]+Exception|AADSTS\d+|[A-Z]+(?:_[A-Z]+)+)\b/.exec(seen)?.[1];
    const text = code && !title.includes(code) ? `${code}: ${title}` : title;
    return { mark, text, finding: finding.id };
  }

  /** The first half of a handshake: how the call went that came after it. */
  private challenge(session: Session): SessionRowView['reason'] {
    const { words } = this;
    const next = this.answers().get(session.key);
    if (!next) return { mark: 'note', text: words.t('token.challengeAlone', { status: String(session.status) }) };
    const sid = String(next.sid);
    const isFine = next.status >= 200 && next.status < 400;
    const text = isFine
      ? words.t('token.challengePassed', { sid })
      : words.t('token.challengeFailed', {
          sid,
          status: next.status ? String(next.status) : words.t('analysis.noAnswer'),
        });
    return { mark: 'note', text, session: next.key, sid: next.sid };
  }

  /** For each challenge the next call of the same method and address that was no challenge itself. */
  private answers(): ReadonlyMap<number, Session> {
    if (this.answerOf) return this.answerOf;
    const found = new Map<number, Session>();
    const waiting = new Map<string, number[]>();
    for (const session of this.capture.sessions) {
      if (session.isTunnel && session.status !== 407) continue;
      const call = `${session.method} ${session.host}${session.path.split('?')[0] ?? ''}`;
      const before = waiting.get(call);
      if (isChallenge(session)) {
        if (before) before.push(session.key);
        else waiting.set(call, [session.key]);
      } else if (before) {
        for (const key of before) found.set(key, session);
        waiting.delete(call);
      }
    }
    this.answerOf = found;
    return found;
  }
  private answerOf: ReadonlyMap<number, Session> | undefined;

  private problemOf(session: Session): string | undefined {
    const own = this.capture.problems.find(({ place }) => place.session === session.key);
    return own && this.words.render(own.message);
  }

  private waterfall(session: Session): SessionRowView['waterfall'] {
    if (session.started === undefined) return undefined;
    const duration = session.duration ?? 0;
    const wait = Math.min(session.waiting ?? duration, duration);
    return { start: session.started - this.first, wait, receive: duration - wait };
  }
}

function isSerious(severity: Severity): boolean {
  return severity === 'error' || severity === 'warning';
}

/** A 401 or 407 that is the first half of a handshake. */
function isChallenge(session: Session): boolean {
  return session.status === 401 || session.status === 407;
}
