import type { Session } from '../artifacts/capture/model';
import { type Message, message } from '../text';
import type { CapturePass } from './capture/pass';
import { type CaseView, dumpsOf } from './caseView';
import { isSignedOut } from './cautions';
import type { ChainState, ChainStep, ChainStepName, Finding } from './finding';
import { isMasked } from './match/compare';
import { statValues } from './match/dumpValues';

interface Step {
  readonly name: ChainStepName;
  readonly hosts: RegExp;
  /** Requests of the step among those to its hosts. */
  readonly isRequest: (session: Session) => boolean;
  /** Findings that speak for a failure of this step. */
  readonly failures: RegExp;
}

/** Hosts in every cloud: worldwide, US Government, 21Vianet, and the German cloud that closed in 2021. */
const steps: readonly Step[] = [
  {
    name: 'token',
    hosts:
      /^(login\.(microsoftonline\.(com|us|de)|partner\.microsoftonline\.cn|microsoft\.com|windows\.net|live\.com))$/,
    isRequest: (session) =>
      /\/(token|authorize|rst2\.srf|login|kmsi|processauth|oauth20_token\.srf)\b/i.test(session.path),
    failures: /^(aadsts-|identity-|net-signin-unreachable|token-expired|ca-blocks)/,
  },
  {
    name: 'license',
    hosts: /^api\.aadrm\.(com|us|cn|de)$/,
    isRequest: (session) => /\/my\/v[12]\/enduserlicenses/i.test(session.path),
    failures:
      /^(rms-(?!activation|onboarding-unscoped|powershell7|module|old|connect)|license-(access-not|content)|net-aadrm|http-.*-aadrm|crypto-mip-(no|other))/,
  },
  {
    name: 'feeds',
    hosts: /^(edge\.microsoft\.com|edge(-enterprise)?\.activity\.windows\.com)$/,
    isRequest: (session) => /\/(sync(-ppe)?|feeds)\//i.test(session.path),
    failures:
      /^(http-.*-sync|net-edge-sync|disabled-by-admin|sync-(not-my|client-data|encryption|protocol|no-error|transient|throttled))/,
  },
  {
    name: 'messaging',
    hosts: /(^|\.)cloudmessaging\.edge\.microsoft\.com$/,
    isRequest: () => true,
    failures: /^net-cloudmessaging/,
  },
];

/** The four links of the sync chain, from the sessions of all captures, else from what a dump says. */
export function chainOf(
  passes: readonly CapturePass[],
  findings: readonly Finding[],
  view: CaseView,
): readonly ChainStep[] {
  return steps.map((step) => {
    const seen = fromCaptures(step, passes, findings, view);
    const told = fromDumps(step.name, view);
    if (seen && seen.state !== 'never-asked') return seen;
    return told ?? seen ?? build(step.name, 'never-asked', message('diagnosis.chainNoMaterial'));
  });
}

type Ref = { readonly artifact: string; readonly key: number };

function build(step: ChainStepName, state: ChainState, reason: Message, sessions: readonly Ref[] = []): ChainStep {
  return { step, state, reason, sessions: sessions.slice(0, 50) };
}

function fromCaptures(
  step: Step,
  passes: readonly CapturePass[],
  findings: readonly Finding[],
  view: CaseView,
): ChainStep | undefined {
  if (passes.length === 0) return undefined;
  const all = passes.flatMap((pass) =>
    [...pass.index.hostNames]
      .filter((host) => step.hosts.test(host))
      .flatMap((host) => pass.index.of(host).map((session) => ({ pass, session }))),
  );
  const requests = all.filter(({ session }) => !session.isTunnel && step.isRequest(session));
  const refs = (list: typeof all): readonly Ref[] =>
    list.map(({ pass, session }) => ({ artifact: pass.capture.id, key: session.key }));
  const own = new Set(refs(requests).map((ref) => `${ref.artifact}\n${ref.key}`));
  const failure = findings.find(
    (finding) =>
      step.failures.test(finding.id) &&
      !finding.history &&
      (finding.severity === 'error' || finding.severity === 'warning') &&
      finding.evidence.some(
        ({ place }) => place.session !== undefined && passes.some((pass) => pass.capture.id === place.artifact),
      ) &&
      (own.size === 0 ||
        finding.evidence.some(
          ({ place }) => place.session !== undefined && own.has(`${place.artifact}\n${place.session}`),
        ) ||
        all.some(({ pass, session }) =>
          finding.evidence.some(({ place }) => place.artifact === pass.capture.id && place.session === session.key),
        )),
  );
  if (requests.length === 0) return withoutRequests(step, all, failure, refs(all), passes, view);
  const good = requests.filter(({ session }) => isGood(step.name, session));
  const answeredWell = good.length > 0;
  if (failure && !isOvercome(failure, good, passes)) {
    const shown = failure.evidence.flatMap(({ place }): readonly Ref[] =>
      place.session !== undefined ? [{ artifact: place.artifact, key: place.session }] : [],
    );
    return build(step.name, 'failed', message('diagnosis.chainFailedBy', { condition: failure.id }), unique(shown));
  }
  if (answeredWell)
    return build(step.name, 'passed', message('diagnosis.chainAnswered', { count: good.length }), refs(good));
  if (step.name === 'token' && passes.some((pass) => pass.tokens.length > 0)) return tokensSeen(passes);
  const last = requests.at(-1);
  const status = last?.session.status ?? 0;
  const reason =
    status === 0 ? message('diagnosis.chainNoAnswer') : message('diagnosis.chainStatus', { status: String(status) });
  return build(step.name, 'failed', reason, refs(requests));
}

function withoutRequests(
  step: Step,
  all: readonly { readonly pass: CapturePass; readonly session: Session }[],
  failure: Finding | undefined,
  refs: readonly Ref[],
  passes: readonly CapturePass[],
  view: CaseView,
): ChainStep {
  if (step.name === 'token' && passes.some((pass) => pass.tokens.length > 0)) return tokensSeen(passes);
  const tunnels = all.filter(({ session }) => session.isTunnel);
  if (tunnels.length > 0) {
    const refused = tunnels.every(({ session }) => session.status < 200 || session.status >= 300);
    if (refused) return build(step.name, 'failed', message('diagnosis.chainTunnelRefused'), refs);
    if (tunnels.some(({ session }) => session.isBlindTunnel)) {
      return build(step.name, 'not-decrypted', message('diagnosis.chainNotDecrypted'), refs);
    }
  }
  if (failure && all.length > 0) {
    return build(step.name, 'failed', message('diagnosis.chainFailedBy', { condition: failure.id }), refs);
  }
  if (step.name === 'license' && view.account === 'personal') {
    return build(step.name, 'never-asked', message('diagnosis.chainPersonal'));
  }
  return build(step.name, 'never-asked', message('diagnosis.chainNeverAsked'), refs);
}

/** A token that is used was given before the capture began, or from a cache. */
function tokensSeen(passes: readonly CapturePass[]): ChainStep {
  const refs = passes.flatMap((pass) => pass.tokens.map((token) => ({ artifact: pass.capture.id, key: token.key })));
  return build('token', 'passed', message('diagnosis.chainTokenUsed'), unique(refs));
}

function unique(refs: readonly Ref[]): readonly Ref[] {
  const seen = new Set<string>();
  return refs.filter((ref) => {
    const key = `${ref.artifact}\n${ref.key}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function isGood(step: ChainStepName, session: Session): boolean {
  if (step === 'messaging') return session.status === 101 || (session.status >= 200 && session.status < 300);
  if (step === 'token') return session.status >= 200 && session.status < 400;
  return session.status >= 200 && session.status < 300;
}

/** True when a good answer came after every session that shows the failure. */
function isOvercome(
  failure: Finding,
  good: readonly { readonly pass: CapturePass; readonly session: Session }[],
  passes: readonly CapturePass[],
): boolean {
  if (/^(token-expired|rms-|license-|disabled-by-admin)/.test(failure.id)) return false;
  return failure.evidence.every(({ place }) => {
    const pass = passes.find((candidate) => candidate.capture.id === place.artifact);
    const session = pass?.capture.sessions.find((candidate) => candidate.key === place.session);
    return (
      pass === undefined ||
      session === undefined ||
      good.some(
        (entry) => entry.pass === pass && entry.session !== session && pass.index.isLater(entry.session, session),
      )
    );
  });
}

function fromDumps(step: ChainStepName, view: CaseView): ChainStep | undefined {
  const dump = dumpsOf(view.artifacts).find((candidate) => candidate.sections.length > 0);
  if (!dump) return undefined;
  const value = (section: string, name: string): string | undefined =>
    statValues(dump.sections, section, name)
      .find((entry) => !entry.uninitialized && !entry.ambiguous && !isMasked(entry.text))
      ?.text.trim();
  if (isSignedOut(dump)) return build(step, 'never-asked', message('diagnosis.chainSignedOut'));
  switch (step) {
    case 'token': {
      const has = value('Credentials', 'Has Token');
      if (has === 'true') return build(step, 'passed', message('diagnosis.chainHasToken'));
      if (has === 'false') return build(step, 'failed', message('diagnosis.chainNoToken'));
      return undefined;
    }
    case 'license': {
      if (view.account === 'personal') return build(step, 'never-asked', message('diagnosis.chainPersonal'));
      const result = value('Account Key Status', 'Last MIP Result');
      if (!result || /^(n\/a|none)$/i.test(result)) return undefined;
      const state = /^success$/i.test(result) ? 'passed' : 'failed';
      return build(step, state, message('diagnosis.chainMipResult', { result }));
    }
    case 'feeds': {
      const connection = value('Local State', 'Server Connection');
      if (!connection || /^not attempted/i.test(connection)) return undefined;
      const state = connection.startsWith('OK since') ? 'passed' : 'failed';
      return build(step, state, message('diagnosis.chainConnection', { connection }));
    }
    case 'messaging': {
      const enabled = value('Network', 'Notifications Enabled');
      return enabled === 'true' ? build(step, 'passed', message('diagnosis.chainNotifications')) : undefined;
    }
  }
}
