import type { Certificate } from '../model';

/**
 * Certificates in Fiddler's description of a tunnel: blocks that begin with a line such as
 * `== Server Certificate ==========`, each a list of `[Label]` lines with indented values.
 */
export function readCertificates(text: string): Certificate[] {
  const found: Certificate[] = [];
  for (const block of text.split(/^== .*Certificate.* =+\s*$/m).slice(1)) {
    const fields = new Map<string, string>();
    for (const match of block.matchAll(/^\[([^\]\r\n]+)\]\r?\n((?:(?!\[|==).*(?:\r?\n|$))*)/gm)) {
      fields.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').trim());
    }
    if (!fields.has('subject')) continue;
    found.push({
      subject: fields.get('subject') ?? '',
      issuer: fields.get('issuer') ?? '',
      from: fields.get('not before') ?? '',
      to: fields.get('not after') ?? '',
      detail: block.trim(),
    });
  }
  return found;
}
