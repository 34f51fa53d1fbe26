import { de } from './de';
import { en } from './en';
import type { Language, Message, MessageArgs } from './message';

const catalogs: Record<Language, Record<string, string>> = { en, de };
const numberFormats: Record<Language, Intl.NumberFormat> = {
  en: new Intl.NumberFormat('en-US'),
  de: new Intl.NumberFormat('de-DE'),
};

/**
 * Renders a message. Placeholders: `{name}` inserts a value; `{name|one|other}` chooses the form for a count
 * (the first when the value is 1). A number is grouped as the language does; pass a string to keep digits as they are.
 */
export function text(message: Message, language: Language): string {
  const pattern = catalogs[language][message.key] ?? catalogs.en[message.key] ?? message.key;
  return fill(pattern, message.args ?? {}, language);
}

function fill(pattern: string, args: MessageArgs, language: Language): string {
  return pattern.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, other?: string) => {
      const value = args[name];
      if (value === undefined) return whole;
      if (one !== undefined && other !== undefined) return value === 1 ? one : other;
      return typeof value === 'number' ? numberFormats[language].format(value) : value;
    },
  );
}

/** The product language for a locale tag such as VS Code's `env.language`: German for `de*`, English otherwise. */
export function languageOf(locale: string): Language {
  return /^de\b/i.test(locale) ? 'de' : 'en';
}
