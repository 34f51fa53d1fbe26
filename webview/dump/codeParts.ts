/**
 * What is typed or searched for verbatim: PowerShell commands (`Get-AipService`), pages of the browser
 * (`edge://sync-internals`), error codes (`0x80048823`, `AADSTS50058`, `EDGE_AUTH_ERROR`), Chromium's enumerators.
 */
const code =
  /\b(?:Get|Set|Enable|Disable|Connect|Install|Import|Add|Remove|New|Test)-[A-Z][A-Za-z]+\b|\b(?:edge|chrome):\/\/[a-z-]+(?:\/[\w-]+)*|\b0x[0-9A-Fa-f]{4,16}\b|\bAADSTS\d+\b|\bk[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\bdsregcmd(?: \/\w+)?/g;

/** A sentence in parts: plain words, and what is set in the editor's font. */
export function codeParts(text: string): { readonly text: string; readonly code: boolean }[] {
  const parts: { text: string; code: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(code)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), code: false });
    parts.push({ text: match[0], code: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), code: false });
  return parts;
}
