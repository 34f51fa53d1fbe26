import type { MessageKey } from './en';

/** Values for the placeholders of a message. Numbers are grouped by the locale, strings are inserted as they are. */
export type MessageArgs = Readonly<Record<string, string | number>>;

/** A sentence for the user, named by key: rendered by {@link text} in the reader's language, never stored as prose. */
export interface Message {
  readonly key: MessageKey;
  readonly args?: MessageArgs;
}

export type Language = 'en' | 'de';

/** The product language for a locale tag such as VS Code's `env.language`: German for `de*`, English otherwise. */
export function languageOf(locale: string): Language {
  return /^de\b/i.test(locale) ? 'de' : 'en';
}

/** Builds a message; the only way the other rooms speak. */
export function message(key: MessageKey, args?: MessageArgs): Message {
  return args ? { key, args } : { key };
}
