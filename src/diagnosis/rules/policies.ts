import type { Artifact } from '../../artifacts/artifact';
import { policiesNamed } from '../match/textValues';

/** Value texts of a policy, in an export or in a copied policy page. */
export function policyTexts(artifact: Artifact, name: string): readonly string[] {
  if (artifact.kind === 'policy-export') {
    return policiesNamed(artifact, name).map((policy) =>
      Array.isArray(policy.value) ? JSON.stringify(policy.value) : policy.valueText,
    );
  }
  if (artifact.kind !== 'text') return [];
  const pattern = new RegExp(`^[ \\t]*${name}(?:[ \\t]*[\\t|:=][ \\t]*|[ ]{2,})([^\\t\\r\\n|]*)`, 'gim');
  return [...artifact.source.text.matchAll(pattern)].map((hit) => hit[1] ?? '');
}

/** True for the texts that mean "on". */
export function isTrue(text: string): boolean {
  return /^(true|1)$/i.test(text.trim());
}
