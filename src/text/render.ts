import { de } from './de';
import { en } from './en';
import { fill } from './fill';
import type { Language, Message } from './message';

const catalogs: Record<Language, Record<string, string>> = { en, de };

/**
 * Renders a message; {@link fill} says what placeholders mean.
 */
export function text(message: Message, language: Language): string {
  const pattern = catalogs[language][message.key] ?? catalogs.en[message.key] ?? message.key;
  return fill(pattern, message.args ?? {}, language);
}
