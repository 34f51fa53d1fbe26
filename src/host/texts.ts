import { caseTexts as germanCase } from '../text/de/case';
import { host as germanHost } from '../text/de/host';
import { ui as germanPage } from '../text/de/ui';
import { caseTexts as englishCase } from '../text/en/case';
import { host as englishHost } from '../text/en/host';
import { ui as englishPage } from '../text/en/ui';
import { fill } from '../text/fill';
import type { Language, MessageArgs } from '../text/message';

const catalogs = { en: { ...englishHost, ...englishCase }, de: { ...germanHost, ...germanCase } };

export type HostMessageKey = keyof (typeof catalogs)['en'];

/**
 * A sentence of the extension host. All others are rendered in the worker: the host loads on a thread that VS Code
 * waits for, and the whole catalog is four times its own size.
 */
export function hostText(key: HostMessageKey, args: MessageArgs, language: Language): string {
  return fill(catalogs[language][key], args, language);
}

/** The sentences of an editor page, which it renders itself. */
export function pageTexts(language: Language): Readonly<Record<string, string>> {
  return language === 'de' ? germanPage : englishPage;
}
