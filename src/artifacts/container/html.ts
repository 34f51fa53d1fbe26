import { Parser } from 'htmlparser2';

const blocks = /^(?:p|div|br|tr|li|h[1-6]|table|ul|ol|pre|blockquote|hr|section|article|header|footer)$/;
const skipped = /^(?:script|style|head|title|template|noscript)$/;

/** Words of an HTML mail, one line per block; scripts and styles left out, nothing loaded. */
export function plainTextOf(html: string): string {
  if (html === '') return '';
  let text = '';
  let hidden = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        if (skipped.test(name)) hidden++;
        else if (blocks.test(name) && !text.endsWith('\n')) text += '\n';
        else if (name === 'td' && !/\s$/.test(text)) text += '\t';
      },
      ontext(data) {
        if (hidden === 0) text += data.replace(/\s+/g, ' ');
      },
      onclosetag(name) {
        if (skipped.test(name)) hidden = Math.max(0, hidden - 1);
        else if (blocks.test(name) && name !== 'br' && !text.endsWith('\n')) text += '\n';
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
