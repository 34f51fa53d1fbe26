/** Nested data as indented `name: value` lines; rows, groups of rows and judgements on a line each. */
export function flat(value: unknown, indent = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${indent}${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === null || member === undefined) return [];
    if (typeof member !== 'object') {
      // Texts of several lines stay under their name.
      const text = String(member).replace(/\r?\n/g, `\n${indent}  `);
      return [Array.isArray(value) ? `${indent}${text}` : `${indent}${name}: ${text}`];
    }
    const line = oneLine(member, indent) ?? group(member, indent);
    if (line) return line;
    const inner = flat(member, `${indent}  `);
    const title = Array.isArray(value) ? `${Number(name) + 1}.` : `${name}:`;
    return inner.length ? [`${indent}${title}`, ...inner] : [];
  });
}

/** `name: value  (meaning)`, `name: text  (state)`, judgements and problems. */
function oneLine(member: object, indent: string): string[] | undefined {
  if ('verdict' in member && 'text' in member) return [`${indent}${String(member.text)}  (${String(member.verdict)})`];
  if ('code' in member && 'message' in member) return [`${indent}${String(member.message)}  (${String(member.code)})`];
  if (!('name' in member) || typeof member.name !== 'string') return undefined;
  const { name } = member;
  if ('value' in member && 'meaning' in member) {
    const { value } = member;
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    const meaning = member.meaning ? `  (${String(member.meaning)})` : '';
    // A message has fields in place of a value.
    if ('fields' in member && Array.isArray(member.fields))
      return [`${indent}${name}:${meaning}`, ...flat(member.fields, `${indent}  `)];
    return [`${indent}${name}: ${shown}${meaning}`];
  }
  if ('state' in member && 'text' in member)
    return [`${indent}${name}: ${String(member.text)}  (${String(member.state)})`];
  return 'meaning' in member && Object.keys(member).length === 2
    ? [`${indent}${name}: ${String(member.meaning)}`]
    : undefined;
}

/** Rows under their heading. */
function group(member: object, indent: string): string[] | undefined {
  if (!('title' in member) || !('rows' in member)) return undefined;
  return [`${indent}${String(member.title)}:`, ...flat(member.rows, `${indent}  `)];
}
