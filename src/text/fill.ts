import type { Language, MessageArgs } from './message';

const locales: Record<Language, string> = { en: 'en-US', de: 'de-DE' };
const numberFormats: Partial<Record<Language, Intl.NumberFormat>> = {};

/** Made when a number is first written: making one takes milliseconds. */
function numberFormat(language: Language): Intl.NumberFormat {
  numberFormats[language] ??= new Intl.NumberFormat(locales[language]);
  return numberFormats[language];
}

/**
 * Fills the placeholders of a pattern: `{name}` inserts a value; `{name|one|other}` chooses the form for a count (the
 * first when the value is 1). A number is grouped as the language does; pass a string to keep digits as they are.
 * Holds no catalog, so that an editor page can render the strings it was handed.
 */
export function fill(pattern: string, args: MessageArgs, language: Language): string {
  return pattern.replace(
    /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g,
    (whole, name: string, one?: string, other?: string) => {
      const value = args[name];
      if (value === undefined) return whole;
      if (one !== undefined && other !== undefined) return value === 1 ? one : other;
      return typeof value === 'number' ? numberFormat(language).format(value) : value;
    },
  );
}
