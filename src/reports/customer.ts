import { fixOf } from '../diagnosis';
import type { Diagnosis, Finding } from '../diagnosis/finding';
import { verdictOf } from '../diagnosis/verdict';
import { type Condition, condition } from '../knowledge';
import { type Language, type MessageArgs, type MessageKey, message, text } from '../text';
import type { FileOfCase } from './json/findings';
import { escapeMarkdown } from './markdownText';
import { fileName, textsOf } from './names';

const maxCauses = 3;

/** A reply to the customer in plain words: what was found, who does what next, what is still needed. No ids, no codes of ours. */
export function customerReply(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
): string {
  const t = (key: MessageKey, args?: MessageArgs) => text(message(key, args), language);
  const isTheirs = (id: string) => {
    const who = (condition(id) ?? own.find((entry) => entry.id === id))?.who ?? [];
    return who.length === 0 || who.some((actor) => actor !== 'support engineer');
  };
  // What only support does is no news for the customer.
  const roots = diagnosis.findings.filter(
    ({ id, causedBy, severity, history }) =>
      isTheirs(id) && causedBy.length === 0 && !history && (severity === 'error' || severity === 'warning'),
  );
  const names = [...new Set(files.map(({ path }) => fileName(path)))];
  const blocks = [
    t('reports.customer.greeting'),
    t('reports.customer.thanks', { files: names.map(escapeMarkdown).join(', ') }),
  ];
  if (roots.length === 0) {
    const verdict = verdictOf(
      files.map(({ artifact }) => artifact),
      diagnosis,
    );
    blocks.push(t(verdict.kind === 'not-answerable' ? 'reports.customer.notAnswerable' : 'reports.customer.nothing'));
  } else {
    blocks.push(t(roots.length === 1 ? 'reports.customer.one' : 'reports.customer.several'));
    for (const finding of roots.slice(0, maxCauses)) blocks.push(...causeBlocks(finding, diagnosis, language, own, t));
  }
  if (diagnosis.ask.length > 0) {
    blocks.push(
      t('reports.customer.ask'),
      diagnosis.ask
        .slice(0, 5)
        .map(({ texts }) => `- ${texts[language]}`)
        .join('\n'),
    );
  }
  blocks.push(t('reports.customer.care'), t('reports.customer.close'));
  return `${blocks.join('\n\n')}\n`;
}

function causeBlocks(
  finding: Finding,
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[],
  t: (key: MessageKey, args?: MessageArgs) => string,
): string[] {
  const texts = textsOf(finding.id, language, own);
  const who = (condition(finding.id) ?? own.find(({ id }) => id === finding.id))?.who ?? [];
  const { steps } = fixOf(finding, diagnosis.facts, language, own);
  const actors = who.map((actor) => t(`analysis.who.${actor}`)).join(', ');
  return [
    `**${escapeMarkdown(texts.title)}**`,
    escapeMarkdown(texts.cause),
    ...(steps.length
      ? [
          actors ? t('reports.customer.stepsBy', { who: actors }) : t('reports.customer.steps'),
          steps.map((step, index) => `${index + 1}. ${escapeMarkdown(step)}`).join('\n'),
        ]
      : []),
  ];
}
