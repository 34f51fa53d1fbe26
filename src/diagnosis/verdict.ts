import type { Artifact } from '../artifacts/artifact';
import { type Message, message } from '../text';
import type { Diagnosis, Finding } from './finding';

/** What can be said in one line: a cause, nothing wrong, or that this material cannot tell. */
export type Verdict =
  | { readonly kind: 'cause'; readonly finding: Finding }
  | { readonly kind: 'healthy' }
  | { readonly kind: 'not-answerable'; readonly reason: Message };

/** Finding that says in so many words that sync works. */
const praise = 'sync-healthy-summary';

/**
 * The verdict of a diagnosis. Silence is no proof of health: without a finding, sync counts as healthy only where a
 * dump tells its state or a capture shows a step that passed.
 */
export function verdictOf(artifacts: readonly Artifact[], diagnosis: Diagnosis): Verdict {
  const cause = diagnosis.findings.find(
    ({ causedBy, history, severity }) =>
      causedBy.length === 0 && !history && (severity === 'error' || severity === 'warning'),
  );
  if (cause) return { kind: 'cause', finding: cause };
  const isProven =
    diagnosis.chain.some(({ state, sessions }) => state === 'passed' && sessions.length > 0) ||
    diagnosis.findings.some(({ id }) => id === praise) ||
    artifacts.some((artifact) => artifact.kind === 'sync-internals' && artifact.sections.length > 0);
  if (isProven) return { kind: 'healthy' };
  return { kind: 'not-answerable', reason: reasonOf(artifacts, diagnosis) };
}

function reasonOf(artifacts: readonly Artifact[], diagnosis: Diagnosis): Message {
  const captures = artifacts.flatMap((artifact) => (artifact.kind === 'capture' ? [artifact] : []));
  if (captures.length === 0) return message('case.verdict.noState');
  if (captures.every(({ password }) => password === 'needed')) return message('case.verdict.password');
  if (diagnosis.chain.some(({ state }) => state === 'not-decrypted')) return message('case.verdict.notDecrypted');
  return message('case.verdict.noSync');
}
