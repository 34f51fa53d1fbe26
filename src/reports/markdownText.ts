/** Text of a file inside Markdown: nothing in it is read as markup, a link or HTML. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\r\n?|\n/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|<>~&]/g, '\\$&')
    .replace(/^(\s*)([-=]|\d+[.)])/, '$1\\$2')
    .replace(/:\/\//g, ':\u200b//');
}

/** Text as inline code; a run of backticks inside is fenced by a longer one. */
export function codeSpan(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f]/g, ' ');
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}
