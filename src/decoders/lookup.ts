/**
 * An entry of a table by a name that comes from a file. A plain `table[name]` would also find what every object
 * inherits: a claim or header may well be called `constructor`.
 */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
