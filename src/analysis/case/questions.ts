import type { Question } from '../../diagnosis/finding';
import { type Language, message, text } from '../../text';

/** All open questions as one text for the customer, numbered; empty without questions. */
export function questionsText(ask: readonly Question[], language: Language): string {
  if (ask.length === 0) return '';
  const say = (key: 'case.askIntro' | 'case.askOutro') => text(message(key), language);
  const lines = ask.map(({ texts }, index) => `${index + 1}. ${texts[language]}`);
  return `${[say('case.askIntro'), lines.join('\n'), say('case.askOutro')].join('\n\n')}\n`;
}
