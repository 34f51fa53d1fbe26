/**
 * A path inside an attachment as shown and asked for: forward slashes, no drive, no leading slash, no `.` or `..`, no
 * control characters. It never leads to a place on disk.
 */
export function safePath(name: string): string {
  const parts = name
    .replace(/\\/g, '/')
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/').slice(0, 1000) || 'unnamed';
}

/** The safe path, with a number when the list has it already. */
export function uniquePath(name: string, used: Set<string>): string {
  const safe = safePath(name);
  let path = safe;
  for (let count = 2; used.has(path); count++)
    path = safe.replace(/(\.[^./]*)?$/, (extension) => ` (${count})${extension}`);
  used.add(path);
  return path;
}
