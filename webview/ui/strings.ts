import type { ui } from '../../src/text/en/ui';
import { fill } from '../../src/text/fill';
import type { Language, MessageArgs } from '../../src/text/message';

/** Keys of the sentences that live in the editors themselves; everything else arrives rendered. */
export type UiKey = keyof typeof ui;

let catalog: Readonly<Record<string, string>> = {};
let language: Language = 'en';
let numbers = new Intl.NumberFormat('en-US');

/** Takes the strings the host hands over once. */
export function setStrings(strings: Readonly<Record<string, string>>, to: Language): void {
  catalog = strings;
  language = to;
  numbers = new Intl.NumberFormat(to === 'de' ? 'de-DE' : 'en-US');
}

/** A sentence of the area "ui" in the reader's language; same placeholders as everywhere in the product. */
export function t(key: UiKey, args: MessageArgs = {}): string {
  return fill(catalog[key] ?? key, args, language);
}

/** A number as the language groups it. */
export function grouped(value: number): string {
  return numbers.format(value);
}

/** BCP 47 tag for `Intl` and the `lang` attribute. */
export function localeTag(): string {
  return language === 'de' ? 'de-DE' : 'en-US';
}
