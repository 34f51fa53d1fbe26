import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(import.meta.dirname, '..', '..');

/** One import of a source file. `target`: path below the root without extension, or the name of a package. */
export interface Import {
  readonly file: string;
  readonly target: string;
  readonly external: boolean;
  readonly typeOnly: boolean;
}

/** Source files below a folder, as paths below the root with forward slashes. */
export function filesIn(folder: string, pattern = /\.tsx?$/): string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && pattern.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath, e.name)).split(path.sep).join('/'))
    .filter((f) => !f.includes('node_modules/'))
    .sort();
}

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

// The formatter has brought all imports into these forms. (TypeScript 7 has no program interface that a ready-made tool
// could use.)
const FROM = /^\s*(import|export)\s+(type\s+)?((?:[^'"`;()=]|\n)*?)\s*from\s*'([^']+)'/gm;
const BARE = /^\s*import\s*'([^']+)'/gm;
const CALL = /\b(typeof\s+)?(?:import|require)\(\s*'([^']+)'\s*\)(\.[A-Z])?/g;

/** Takes comments out; strings stay. Template texts and regular expressions with comment marks are rare enough. */
function withoutComments(text: string): string {
  return text.replace(/('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/.*$/gm, '$1');
}

/** All imports of a file, dynamic ones and types included. */
export function importsOf(file: string, text = read(file)): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const external = !specifier.startsWith('.');
    const target = external ? specifier : path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    found.push({ file, target, external, typeOnly });
  };
  const source = withoutComments(text);
  for (const [, , type, names = '', specifier = ''] of source.matchAll(FROM)) {
    const inner = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1];
    const each = inner
      ?.split(',')
      .map((n) => n.trim())
      .filter(Boolean);
    add(
      specifier,
      type !== undefined || (each !== undefined && each.length > 0 && each.every((n) => n.startsWith('type '))),
    );
  }
  for (const [, specifier = ''] of source.matchAll(BARE)) add(specifier, false);
  for (const [, typeOf, specifier = '', member] of source.matchAll(CALL)) {
    add(specifier, typeOf !== undefined || member !== undefined);
  }
  return found;
}
