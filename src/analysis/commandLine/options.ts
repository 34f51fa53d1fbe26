import type { Language } from '../../text';

export const commandNames = ['findings', 'sessions', 'show', 'decode', 'redact', 'compare', 'knowledge'] as const;
export type CommandName = (typeof commandNames)[number];

/** The command line after reading: files or ids, and options with their defaults filled in. */
export interface Options {
  readonly command: CommandName;
  readonly operands: readonly string[];
  readonly format: string;
  readonly language: Language;
  readonly password: string | undefined;
  readonly passwordFromStdin: boolean;
  readonly filter: string;
  readonly failOn: 'error' | 'warning' | undefined;
  readonly part: string;
  readonly reveal: boolean;
  readonly jwks: string | undefined;
  readonly out: string | undefined;
  readonly report: string | undefined;
}

/** Wrong usage: `key` names the sentence to print. */
export class UsageError extends Error {
  constructor(
    readonly key: 'cli.unknownCommand' | 'cli.unknownOption' | 'cli.missingValue' | 'cli.badValue' | 'cli.operands',
    readonly value: string,
  ) {
    super(value);
  }
}

const formats: Readonly<Record<CommandName, readonly string[]>> = {
  findings: ['text', 'json', 'sarif', 'markdown'],
  sessions: ['text', 'json'],
  show: ['text', 'json'],
  decode: ['text', 'json'],
  redact: ['text'],
  compare: ['text', 'json', 'markdown'],
  knowledge: ['text', 'json'],
};

const withValue = new Set(['format', 'lang', 'password', 'filter', 'fail-on', 'part', 'jwks', 'out', 'report']);
const flags = new Set(['password-stdin', 'reveal']);
const allowed: Readonly<Record<CommandName, readonly string[]>> = {
  findings: ['format', 'fail-on'],
  sessions: ['format', 'filter'],
  show: ['format', 'part', 'reveal'],
  decode: ['format', 'jwks', 'reveal'],
  redact: ['format', 'out', 'report'],
  compare: ['format'],
  knowledge: ['format'],
};

/** Reads the arguments; throws {@link UsageError}. `--name value` and `--name=value` are the same, `--` ends options. */
export function readOptions(args: readonly string[]): Options {
  const [first = '', ...rest] = args;
  const command = commandNames.find((name) => name === first);
  if (!command) throw new UsageError('cli.unknownCommand', first);
  const values = new Map<string, string>();
  const operands: string[] = [];
  for (let index = 0; index < rest.length; index++) {
    const arg = rest[index] ?? '';
    if (arg === '--') {
      operands.push(...rest.slice(index + 1));
      break;
    }
    if (!arg.startsWith('--')) {
      operands.push(arg);
      continue;
    }
    const [name = '', inline] = splitOption(arg);
    const common = ['lang', 'password', 'password-stdin'].includes(name);
    if (!(withValue.has(name) || flags.has(name)) || !(common || allowed[command].includes(name))) {
      throw new UsageError('cli.unknownOption', arg);
    }
    if (flags.has(name)) {
      values.set(name, 'true');
      continue;
    }
    const value = inline ?? rest[++index];
    if (value === undefined) throw new UsageError('cli.missingValue', arg);
    values.set(name, value);
  }
  return {
    command,
    operands,
    format: oneOf(values.get('format') ?? formats[command][0] ?? 'text', formats[command]),
    language: oneOf(values.get('lang') ?? 'en', ['en', 'de'] as const),
    password: values.get('password'),
    passwordFromStdin: values.has('password-stdin'),
    filter: values.get('filter') ?? '',
    failOn: values.has('fail-on') ? oneOf(values.get('fail-on') ?? '', ['error', 'warning'] as const) : undefined,
    part: oneOf(values.get('part') ?? 'request', [
      'request',
      'response',
      'token',
      'license',
      'sync',
      'timing',
    ] as const),
    reveal: values.has('reveal'),
    jwks: values.get('jwks'),
    out: values.get('out'),
    report: values.get('report'),
  };
}

function splitOption(arg: string): [string, string | undefined] {
  const equals = arg.indexOf('=');
  return equals < 0 ? [arg.slice(2), undefined] : [arg.slice(2, equals), arg.slice(equals + 1)];
}

function oneOf<T extends string>(value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError('cli.badValue', `${value} (${choices.join(', ')})`);
  return found;
}
