import { looksLikeMhtml } from './mhtml';

/** The form of a capture kept as text. */
export function captureForm(text: string, name: string): 'har' | 'fiddler-text' | 'netlog' | undefined {
  if (/^\s*\{\s*"constants"\s*:\s*\{/.test(text) || (/^\s*\{/.test(text) && /"logEventTypes"\s*:\s*\{/.test(text)))
    return 'netlog';
  if (
    /^\s*(?:[\w$.]+\s*\(\s*)?\{[\s\S]{0,4000}?"log"\s*:\s*\{/.test(text) &&
    /"(?:entries|creator|browser|pages)"\s*:/.test(text)
  )
    return 'har';
  if (
    /^\s*[A-Z]{3,10} (?:https?:\/\/\S+|[\w.-]+:\d{1,5}|\[[\da-fA-F:]+\]:\d{1,5}) HTTP\/\d(?:\.\d)?[ \t]*\r?\n/.test(
      text,
    )
  )
    return 'fiddler-text';
  // Whatever else is named so is read as one, since its reader names the place where it is none.
  return /\.har$/i.test(name) && text.trim() !== '' ? 'har' : undefined;
}

/** True for a mail by its head; a saved page has a head of the same kind. */
export function isMail(text: string): boolean {
  if (looksLikeMhtml(text) && /^(?:Snapshot-Content-Location:|From: *<Saved by )/im.test(text.slice(0, 2000)))
    return false;
  const head = /^\s*(?:[!-9;-~]+:[^\r\n]*(?:\r\n|\r|\n)(?:[ \t][^\r\n]*(?:\r\n|\r|\n))*){3,}/.exec(
    text.slice(0, 32768),
  )?.[0];
  if (!head) return false;
  const fields = [
    'from',
    'to',
    'subject',
    'date',
    'received',
    'message-id',
    'mime-version',
    'content-type',
    'return-path',
  ];
  const found = fields.filter((field) => new RegExp(`^${field}:`, 'im').test(head));
  return (
    found.length >= 3 && (found.includes('mime-version') || found.includes('message-id') || found.includes('received'))
  );
}
