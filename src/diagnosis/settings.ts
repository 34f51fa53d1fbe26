import { conditions as builtIn, type Condition } from '../knowledge';
import { type Message, message } from '../text';
import type { Severity } from './finding';
import { type ReadyCondition, type RowFault, readyBuiltIn, readyForeign } from './match/rows';

/** What users set: severities per condition, ignored conditions, a team's own conditions (parsed JSON). */
export interface DiagnosisSettings {
  /** Condition id to severity, or `off`. */
  readonly severities?: Readonly<Record<string, string>>;
  readonly ignored?: readonly string[];
  /** A list of conditions, or an object with `conditions`, in the shape of the built-in ones. */
  readonly customConditions?: unknown;
}

/** Settings after validation: what will be tested, and what could not be used. */
export interface Prepared {
  readonly conditions: readonly ReadyCondition[];
  readonly own: readonly Condition[];
  readonly severities: ReadonlyMap<string, Severity>;
  readonly ignored: ReadonlySet<string>;
  readonly problems: readonly Message[];
}

const severityNames: readonly string[] = ['error', 'warning', 'information', 'hint'];

/** Validates settings; never throws. Whatever is wrong is left out and told. */
export function prepare(settings: DiagnosisSettings = {}): Prepared {
  const problems: Message[] = [];
  const own = ownConditions(settings.customConditions, problems);
  const known = new Set([...builtIn, ...own].map((entry) => entry.id));
  const severities = new Map<string, Severity>();
  const ignored = new Set(settings.ignored ?? []);
  for (const [id, value] of Object.entries(settings.severities ?? {})) {
    if (!known.has(id)) problems.push(message('diagnosis.unknownCondition', { id }));
    else if (value === 'off') ignored.add(id);
    else if (severityNames.includes(value)) severities.set(id, value as Severity);
    else problems.push(message('diagnosis.unknownSeverity', { id, value: String(value) }));
  }
  const faults: RowFault[] = [];
  const ready = [
    ...builtIn.filter((entry) => entry.detectable).map(readyBuiltIn),
    ...own.filter((entry) => entry.detectable).map((entry) => readyForeign(entry, faults)),
  ];
  for (const fault of faults) {
    problems.push(
      message('diagnosis.badExpression', { id: fault.condition, row: String(fault.row + 1), what: fault.what }),
    );
  }
  return { conditions: ready.filter((entry) => !ignored.has(entry.condition.id)), own, severities, ignored, problems };
}

type Fields = Readonly<Record<string, unknown>>;

function ownConditions(given: unknown, problems: Message[]): readonly Condition[] {
  if (given === undefined || given === null) return [];
  const list = isObject(given) && 'conditions' in given ? given['conditions'] : given;
  if (!Array.isArray(list)) {
    problems.push(message('diagnosis.conditionsNoList'));
    return [];
  }
  const taken = new Set(builtIn.map((entry) => entry.id));
  const found: Condition[] = [];
  list.forEach((entry: unknown, index) => {
    const fault = isObject(entry) ? faultOf(entry, taken) : '';
    if (!isObject(entry) || fault !== undefined) {
      problems.push(message('diagnosis.badCondition', { number: String(index + 1), field: fault || '-' }));
      return;
    }
    const made = complete(entry);
    taken.add(made.id);
    found.push(made);
  });
  return found;
}

const artifacts = [
  'sync-internals',
  'signin-internals',
  'dsregcmd',
  'policy-export',
  'page-text',
  'edge-log',
  'powershell-output',
  'capture',
];
const basisNames = ['documented', 'source', 'observed', 'inferred'];
const listMatches = ['in', 'not-in', 'number-in', 'status'];
const bareMatches = ['present', 'absent', 'empty', 'not-empty', 'manual'];
const textMatches = [
  'equals',
  'not-equals',
  'contains',
  'not-contains',
  'regex',
  'not-regex',
  'version-less-than',
  'older-than',
  'rule',
];

/** Name of the first field that is missing or wrong; undefined for a usable condition. */
function faultOf(entry: Fields, taken: ReadonlySet<string>): string | undefined {
  const { id, title, severity, evidence } = entry;
  if (typeof id !== 'string' || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) || taken.has(id)) return 'id';
  if (typeof title !== 'string' || !title) return 'title';
  if (typeof severity !== 'string' || !severityNames.includes(severity)) return 'severity';
  for (const name of ['fix', 'ask', 'explains', 'who', 'open']) {
    const value = entry[name];
    if (value !== undefined && !(Array.isArray(value) && value.every((item) => typeof item === 'string'))) return name;
  }
  for (const name of ['cause', 'note', 'area', 'account']) {
    if (entry[name] !== undefined && typeof entry[name] !== 'string') return name;
  }
  if (!Array.isArray(evidence)) return 'evidence';
  const bad = evidence.findIndex((row: unknown) => !isObject(row) || !isRow(row));
  if (bad >= 0) return `evidence[${bad}]`;
  const links = entry['links'];
  if (
    links !== undefined &&
    !(Array.isArray(links) && links.every((link: unknown) => isObject(link) && typeof link['url'] === 'string'))
  )
    return 'links';
  const commands = entry['powershell'];
  if (
    commands !== undefined &&
    !(
      Array.isArray(commands) &&
      commands.every((command: unknown) => isObject(command) && typeof command['text'] === 'string')
    )
  )
    return 'powershell';
  return undefined;
}

function isRow(row: Fields): boolean {
  const { artifact, where, match, pattern } = row;
  if (
    typeof artifact !== 'string' ||
    !artifacts.includes(artifact) ||
    typeof where !== 'string' ||
    typeof match !== 'string'
  )
    return false;
  for (const name of ['flags', 'scope', 'group', 'extract', 'severity', 'level', 'basis']) {
    if (row[name] !== undefined && typeof row[name] !== 'string') return false;
  }
  if (row['severity'] !== undefined && !severityNames.includes(String(row['severity']))) return false;
  if (row['basis'] !== undefined && !basisNames.includes(String(row['basis']))) return false;
  if (bareMatches.includes(match)) return true;
  if (listMatches.includes(match))
    return Array.isArray(pattern) && pattern.every((item) => typeof item === 'string' || typeof item === 'number');
  return textMatches.includes(match) && typeof pattern === 'string';
}

/** Fills in what a team may leave out. */
function complete(entry: Fields): Condition {
  const rows = entry['evidence'] as readonly Fields[];
  const evidence = rows.map((row) => ({ basis: 'observed', ...row }));
  const links = ((entry['links'] ?? []) as readonly Fields[]).map((link) => ({
    title: link['url'],
    status: 'unchecked',
    ...link,
  }));
  const powershell = ((entry['powershell'] ?? []) as readonly Fields[]).map((command) => ({
    kind: 'check',
    scope: 'device',
    undo: null,
    ...command,
  }));
  const defaults = {
    area: 'own',
    account: 'any',
    cause: '',
    fix: [],
    ask: [],
    explains: [],
    who: [],
    open: [],
    basis: 'observed',
    detectable: true,
    note: '',
  };
  const kinds = [...new Set(rows.map((row) => row['artifact']))];
  return { artifacts: kinds, ...defaults, ...entry, evidence, links, powershell } as unknown as Condition;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
