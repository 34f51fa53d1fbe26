import type { Capture, Session } from '../../artifacts/capture/model';
import type { CaptureView, FindingView } from '../views';
import type { Words } from '../words';
import { isSyncCall } from './facts';

type Quality = CaptureView['quality'][number];

/** A step back of the clock by more than this many milliseconds is told. */
const clockJump = 60_000;

/** So many sessions are named in the query of a line at most. */
const listedSessions = 100;

/** What limits the capture as evidence, the gravest first; empty for a good one. */
export function qualityOf(words: Words, capture: Capture, findings: readonly FindingView[]): Quality[] {
  const { sessions } = capture;
  const lines: Quality[] = [];
  const blind = sessions.filter((session) => session.isBlindTunnel);
  const content = sessions.filter((session) => !session.isTunnel);
  const tunnels = sessions.filter((session) => session.isTunnel);
  const queryText = (count: number) => words.t('analysis.quality.show', { count });
  const show = (listed: readonly Session[]): Pick<Quality, 'query' | 'queryText'> =>
    listed.length <= listedSessions
      ? { query: `sid:${listed.map(({ sid }) => sid).join(',')}`, queryText: queryText(listed.length) }
      : {};
  if (sessions.length && content.length === 0) {
    lines.push({ mark: 'warning', text: words.t('analysis.quality.onlyTunnels') });
  } else if (sessions.length && !sessions.some(isAboutSync)) {
    lines.push({ mark: 'warning', text: words.t('analysis.quality.noSync') });
  }
  if (blind.length && content.length) {
    lines.push({
      mark: 'not-decrypted',
      text: words.t('analysis.quality.blind', { count: blind.length, total: sessions.length }),
      ...(blind.length === tunnels.length ? { query: 'is:tunnel', queryText: queryText(blind.length) } : show(blind)),
    });
  }
  const processes = new Set(sessions.map(({ process }) => process.toLowerCase()).filter(Boolean));
  // Edge's engine inside other programs (msedgewebview2) has no profile that is synced.
  if (processes.size && ![...processes].some((name) => /edge(?!webview)/.test(name))) {
    lines.push({
      mark: 'warning',
      text: words.t('analysis.quality.noEdge', { processes: [...processes].slice(0, 5).join(', ') }),
    });
  }
  if (content.some(isSyncCall) && !sessions.some(isSignIn)) {
    lines.push({ mark: 'note', text: words.t('analysis.quality.afterSignIn') });
  }
  const jumps = backwards(sessions);
  if (jumps) lines.push({ mark: 'note', text: words.t('analysis.quality.clock', { count: jumps }) });
  const cut = sessions.filter(({ isCut }) => isCut);
  if (cut.length) {
    lines.push({ mark: 'note', text: words.t('analysis.quality.cut', { count: cut.length }), ...show(cut) });
  }
  if (capture.problems.length) {
    lines.push({ mark: 'warning', text: words.t('analysis.quality.problems', { count: capture.problems.length }) });
  }
  const keys = findings.find(({ id }) => id === 'capture-holds-key-material');
  if (keys) lines.push({ mark: 'warning', text: keys.title, finding: keys.id });
  return lines;
}

function isSignIn({ host }: Session): boolean {
  return /(^|\.)(login\.microsoftonline\.(com|us)|login\.windows\.net|login\.microsoft\.com|login\.live\.com|login\.partner\.microsoftonline\.cn)(:\d+)?$/.test(
    host,
  );
}

function isAboutSync(session: Session): boolean {
  return (
    isSyncCall(session) ||
    isSignIn(session) ||
    /(^|\.)(edge\.microsoft\.com|aadrm\.(com|us|cn|de)|activity\.windows\.com|cloudmessaging\.edge\.microsoft\.com|clients4\.google\.com)$/.test(
      session.host,
    )
  );
}

function backwards(sessions: readonly Session[]): number {
  let before = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (const { started } of sessions) {
    if (started === undefined) continue;
    if (started < before - clockJump) count++;
    before = started;
  }
  return count;
}
