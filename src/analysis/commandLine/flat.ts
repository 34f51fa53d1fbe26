/** Nested data as indented `name: value` lines. */
export function flat(value: unknown, indent = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${indent}${String(value)}`];
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === null || member === undefined) return [];
    if (typeof member !== 'object') return [`${indent}${name}: ${String(member)}`];
    const claim = member as { name?: unknown; value?: unknown; meaning?: unknown; fields?: unknown };
    if (typeof claim.name === 'string' && 'value' in claim && 'meaning' in claim) {
      const shown = typeof claim.value === 'object' ? JSON.stringify(claim.value) : String(claim.value);
      const meaning = claim.meaning ? `  (${String(claim.meaning)})` : '';
      // A message has fields in place of a value.
      if (Array.isArray(claim.fields))
        return [`${indent}${claim.name}:${meaning}`, ...flat(claim.fields, `${indent}  `)];
      return [`${indent}${claim.name}: ${shown}${meaning}`];
    }
    const inner = flat(member, `${indent}  `);
    return inner.length ? [`${indent}${name}:`, ...inner] : [];
  });
}
