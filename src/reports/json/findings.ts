import type { Artifact } from '../../artifacts/artifact';
import { fixOf } from '../../diagnosis';
import type { Diagnosis } from '../../diagnosis/finding';
import { type Condition, condition, localized } from '../../knowledge';
import { type Language, text } from '../../text';
import { maskText } from '../maskText';
import { problemJson } from './problem';

/** A file of the case as it was given. */
export interface FileOfCase {
  readonly path: string;
  readonly bytes: number;
  readonly summary: string;
  readonly artifact: Artifact;
}

/** The `findings` output: artifacts, findings with their fixes, chain, what was not checked, what to ask. */
export function findingsJson(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
) {
  return {
    version: 1,
    artifacts: files.map(({ path, bytes, summary, artifact }) => ({
      id: artifact.id,
      path,
      kind: artifact.kind,
      form: artifact.form,
      bytes,
      summary,
      problems: artifact.problems.map((problem) => problemJson(problem, language)),
    })),
    findings: diagnosis.findings.map((finding) => {
      const found = condition(finding.id) ?? own.find(({ id }) => id === finding.id);
      const texts = found ? localized(found, language) : undefined;
      const fix = fixOf(finding, diagnosis.facts, language, own);
      return {
        id: finding.id,
        severity: finding.severity,
        title: texts?.title ?? finding.id,
        basis: finding.basis,
        cause: texts?.cause ?? '',
        who: found?.who ?? [],
        evidence: finding.evidence.map(({ place, text: seen }) => ({ place, text: maskText(seen) })),
        causedBy: finding.causedBy,
        history: finding.history,
        suggestions: finding.suggestions,
        fix: {
          steps: fix.steps,
          powershell: fix.powershell.map(({ text: command, kind, scope, undo }) => ({
            text: command,
            kind,
            scope,
            undo,
          })),
          open: fix.open,
          links: fix.links.map(({ url, title, status }) => ({ url, title, status })),
        },
      };
    }),
    chain: diagnosis.chain.map(({ step, state, reason, sessions }) => ({
      step,
      state,
      reason: text(reason, language),
      sessions: sessions.map(({ key }) => key),
    })),
    notChecked: diagnosis.notChecked.map(({ id, reason }) => ({ id, reason: text(reason, language) })),
    ask: diagnosis.ask.map(({ texts, because }) => ({ text: texts[language], because })),
  };
}

export type FindingsJson = ReturnType<typeof findingsJson>;
