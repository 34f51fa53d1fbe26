import type { Diagnosis } from '../diagnosis/finding';
import type { Condition } from '../knowledge';
import { type Language, message, text } from '../text';
import type { FileOfCase } from './json/findings';
import { type ReportExtras, reportMarkdown } from './markdown';

const style =
  'body{font:11pt/1.45 "Segoe UI",system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:50rem;margin:2rem auto;padding:0 1rem}' +
  'h1{font-size:1.6rem}h2{font-size:1.2rem;border-bottom:1px solid #999;margin-top:2rem}h3{font-size:1.05rem;margin-top:1.6rem;break-after:avoid}' +
  'code{font:.92em Consolas,Menlo,monospace;background:#f0f0f0;padding:0 .2em;overflow-wrap:anywhere}' +
  'li{margin:.2em 0;break-inside:avoid}blockquote{border-left:3px solid #999;margin-left:0;padding-left:1em;color:#444}' +
  'table{border-collapse:collapse;font-size:.92em}th,td{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}' +
  'a{color:#0b57a4}@media print{body{margin:0;max-width:none}a{color:inherit}a[href]::after{content:" (" attr(href) ")";font-size:.85em;overflow-wrap:anywhere}}';

/** The ticket report as one page for printing: no script, nothing loaded, every value escaped. */
export function reportHtml(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
  extras: ReportExtras = {},
): string {
  return htmlPage(
    text(message('reports.title'), language),
    markdownHtml(reportMarkdown(files, diagnosis, language, own, extras)),
    language,
  );
}

function htmlPage(title: string, body: string, language: Language): string {
  return (
    `<!DOCTYPE html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n` +
    `<meta name="viewport" content="width=device-width">\n<title>${escapeHtml(title)}</title>\n<style>${style}</style>\n</head>\n<body>\n${body}\n</body>\n</html>\n`
  );
}

/** HTML of the Markdown that our own reports are written in; nothing else is understood. */
export function markdownHtml(markdown: string): string {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map(block)
    .join('\n');
}

function block(source: string): string {
  const heading = /^(#{1,4}) ([^\n]*)$/.exec(source);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
  }
  const lines = source.split('\n');
  if (/^(?:- | {2}- )/.test(source)) return list(lines, 'ul');
  if (/^\d+\. /.test(source)) return list(lines, 'ol');
  if (source.startsWith('> '))
    return `<blockquote>${lines.map((line) => inline(line.replace(/^> /, ''))).join('<br>')}</blockquote>`;
  if (source.startsWith('| ')) return table(lines);
  return `<p>${lines.map(inline).join('<br>')}</p>`;
}

function list(lines: readonly string[], tag: 'ul' | 'ol'): string {
  const items: string[] = [];
  let nested: string[] = [];
  const flush = () => {
    const last = items.pop();
    if (last !== undefined)
      items.push(nested.length ? `${last}<ul>${nested.map((one) => `<li>${one}</li>`).join('')}</ul>` : last);
    nested = [];
  };
  for (const line of lines) {
    if (/^ {2,}- /.test(line)) nested.push(inline(line.replace(/^ +- /, '')));
    else {
      flush();
      items.push(inline(line.replace(/^(?:- |\d+\. )/, '')));
    }
  }
  flush();
  return `<${tag}>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</${tag}>`;
}

function table(lines: readonly string[]): string {
  const cells = (line: string) => line.replace(/^\| | \|$/g, '').split(/(?<!\\) \| /);
  const [head = '', , ...rows] = lines;
  const row = (line: string, tag: string) =>
    `<tr>${cells(line)
      .map((cell) => `<${tag}>${inline(cell)}</${tag}>`)
      .join('')}</tr>`;
  return `<table>\n<thead>${row(head, 'th')}</thead>\n<tbody>\n${rows.map((line) => row(line, 'td')).join('\n')}\n</tbody>\n</table>`;
}

const marks =
  /\\([^\s\w])|(`+)([\s\S]*?[^`])\2(?!`)|\*\*((?:[^*\\]|\\.)+)\*\*|\[((?:[^\]\\]|\\.)*)\]\((https:\/\/[^\s()<>"]+)\)/g;

function inline(source: string): string {
  let html = '';
  let at = 0;
  for (const match of source.matchAll(marks)) {
    html += escapeHtml(source.slice(at, match.index));
    at = match.index + match[0].length;
    const [, escaped, , code, bold, label, url] = match;
    if (escaped !== undefined) html += escapeHtml(escaped);
    else if (code !== undefined) html += `<code>${escapeHtml(code.trim())}</code>`;
    else if (bold !== undefined) html += `<strong>${inline(bold)}</strong>`;
    else html += `<a href="${escapeHtml(url ?? '')}" rel="noreferrer">${inline(label ?? '')}</a>`;
  }
  return (html + escapeHtml(source.slice(at))).replaceAll('\u200b', '');
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
