import type { Session } from '../../artifacts/capture/model';
import { endpoints } from '../../knowledge';
import type { CapturePass } from '../capture/pass';
import type { SessionReader } from '../capture/sessionReader';
import { type Need, needOf, type SessionValue, sessionValues } from '../capture/values';
import type { CaseView } from '../caseView';
import { captureRules, valueRules } from '../rules';
import { compare, type Match } from './compare';
import { evidenceText, type Hit } from './hit';
import type { Row } from './rows';

/** Capture rows that must hold on the same session, with the id to report them under. */
export interface CaptureUnit {
  readonly id: string;
  readonly rows: readonly Row[];
}

/** Called for each unit that holds on a session. */
export type Report = (id: string, hits: readonly Hit[]) => void;

interface PlannedUnit extends CaptureUnit {
  /** Indexes of the scopes that the session must fit, into the plan's scopes. */
  readonly scopes: readonly ScopeTest[];
  readonly list: readonly Row[];
  readonly deeper: readonly Row[];
  readonly readsBody: boolean;
}

interface ScopeTest {
  readonly kind: 'url' | 'tunnel' | 'host';
  readonly row: Row;
}

const order: readonly Need[] = ['list', 'head', 'tls', 'request-body', 'response-body'];

/** Host names of documented sync services: their heads are always read. */
const serviceHosts = endpoints
  .flatMap((entry) => entry.hosts)
  .filter((host) => /[a-z]/i.test(host) && !host.includes(':'))
  .map((host) => host.toLowerCase());
const extraHosts = ['edge.microsoft.com', 'login.live.com', 'enterprise.activity.windows.com'];

/** Rows that read bodies and name no host look at sign-in alone: nobody may make diagnosis read a whole capture. */
const signInHost = /^login\./;

/** What one session of a foreign host shows, its others show too: a few of each host say more than many of one. */
const headsPerHost = 12;

function count(counts: Map<string, number>, host: string): number {
  const next = (counts.get(host) ?? 0) + 1;
  counts.set(host, next);
  return next;
}

/** True for hosts of sign-in, Rights Management, sync and push messages, in any cloud. */
export function isServiceHost(host: string): boolean {
  if (extraHosts.includes(host)) return true;
  return serviceHosts.some((known) =>
    known.startsWith('*.') ? host.endsWith(known.slice(1)) || host === known.slice(2) : host === known,
  );
}

/**
 * Runs the capture rows. Host and path decide first, on the rows in memory; then heads; then bodies, and only of
 * sessions for which everything cheaper holds, as far as the budget goes. Sessions that failed come first.
 */
export async function matchCapture(
  pass: CapturePass,
  units: readonly CaptureUnit[],
  view: CaseView,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  const plans = units.filter((unit) => !unit.rows.some(isCaptureRow)).map(plan);
  const byUrl = groupByScope(plans);
  const waiting: { readonly reader: SessionReader; readonly units: readonly PlannedUnit[] }[] = [];
  let strangers = 0;
  const perHost = new Map<string, number>();
  for (const session of pass.capture.sessions) {
    const found = candidates(pass, session, byUrl, view, report);
    if (found.length === 0) continue;
    if (isServiceHost(session.host) || found.some((unit) => unit.scopes.length > 0)) {
      waiting.push({ reader: pass.reader(session), units: found });
    } else if (
      !session.isTunnel &&
      strangers < pass.reading.budget.heads &&
      count(perHost, session.host) <= headsPerHost
    ) {
      strangers++;
      waiting.push({ reader: pass.reader(session), units: found });
    } else if (!session.isTunnel) pass.reading.headsSkipped++;
  }
  waiting.sort((a, b) => urgency(a.reader.session) - urgency(b.reader.session));
  for (const { reader, units: planned } of waiting) {
    signal?.throwIfAborted();
    await look(pass, reader, planned, view, report);
  }
  for (const unit of units) {
    for (const row of unit.rows) {
      if (isCaptureRow(row)) reportCapture(pass, unit, row, view, report);
    }
  }
}

function isCaptureRow(row: Row): boolean {
  return row.source.match === 'rule' && row.text in captureRules;
}

function reportCapture(pass: CapturePass, unit: CaptureUnit, row: Row, view: CaseView, report: Report): void {
  const facts = captureRules[row.text]?.(pass, { row, view }) ?? [];
  for (const fact of facts) {
    const evidence = { place: fact.place, text: evidenceText(fact.text), basis: row.source.basis };
    report(unit.id, [{ row, basis: row.source.basis, artifact: pass.capture, evidence, session: fact.session }]);
  }
}

/** Failed answers first, so that the budget is spent where the trouble is. */
function urgency(session: Session): number {
  if (session.status === 0 || session.status >= 400) return 0;
  return isServiceHost(session.host) ? 1 : 2;
}

function plan(unit: CaptureUnit): PlannedUnit {
  const scopes = unit.rows.flatMap((row): readonly ScopeTest[] => {
    if (!row.scope) return [];
    return [{ kind: row.area === 'connect.status' ? 'tunnel' : row.area.startsWith('tls.') ? 'host' : 'url', row }];
  });
  const rows = [...unit.rows].sort((a, b) => order.indexOf(needOf(a)) - order.indexOf(needOf(b)));
  return {
    ...unit,
    scopes,
    list: rows.filter((row) => needOf(row) === 'list'),
    deeper: rows.filter((row) => needOf(row) !== 'list'),
    readsBody: rows.some((row) => /-body$/.test(needOf(row))),
  };
}

interface ScopedPlans {
  readonly scope: ScopeTest | undefined;
  readonly units: readonly PlannedUnit[];
}

/** Units by their first scope, so that each expression runs once per session. */
function groupByScope(plans: readonly PlannedUnit[]): readonly ScopedPlans[] {
  const groups = new Map<string, { scope: ScopeTest | undefined; units: PlannedUnit[] }>();
  for (const unit of plans) {
    const scope = unit.scopes[0];
    const key = scope ? `${scope.kind} ${scope.row.source.scope}` : '';
    const known = groups.get(key);
    if (known) known.units.push(unit);
    else groups.set(key, { scope, units: [unit] });
  }
  return [...groups.values()];
}

function fits(scope: ScopeTest, session: Session): boolean {
  if (scope.kind === 'tunnel') return session.isTunnel && scope.row.scope?.test(tunnelTarget(session)) === true;
  if (scope.kind === 'host') return scope.row.scope?.test(session.host) === true;
  return !session.isTunnel && scope.row.scope?.test(session.url) === true;
}

function tunnelTarget(session: Session): string {
  const target = session.url.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '');
  return target.includes(':') ? target : `${target}:443`;
}

/** Units whose list rows hold on the session; those without deeper rows are reported at once. */
function candidates(
  pass: CapturePass,
  session: Session,
  groups: readonly ScopedPlans[],
  view: CaseView,
  report: Report,
): readonly PlannedUnit[] {
  const found: PlannedUnit[] = [];
  for (const { scope, units } of groups) {
    if (scope && !fits(scope, session)) continue;
    for (const unit of units) {
      if (!scope && unit.readsBody && !signInHost.test(session.host)) continue;
      if (!unit.scopes.every((test) => test === unit.scopes[0] || fits(test, session))) continue;
      if (unit.list.length === 0) {
        found.push(unit);
        continue;
      }
      const reader = pass.reader(session);
      const hits = rowsHold(pass, reader, unit.list, view);
      if (!hits) continue;
      if (unit.deeper.length === 0) report(unit.id, hits);
      else found.push(unit);
    }
  }
  return found;
}

async function look(
  pass: CapturePass,
  reader: SessionReader,
  units: readonly PlannedUnit[],
  view: CaseView,
  report: Report,
): Promise<void> {
  const { session } = reader;
  let left = units;
  const isNew = !reader.detail;
  await reader.loadHead();
  if (isNew) pass.note(reader);
  left = left.filter((unit) => keep(pass, reader, unit, 'head', view));
  if (left.some((unit) => unit.deeper.some((row) => needOf(row) === 'tls'))) {
    await reader.loadCertificates();
    if (session.isTunnel) await reader.loadBody('response');
  }
  left = left.filter((unit) => keep(pass, reader, unit, 'tls', view));
  for (const part of ['request', 'response'] as const) {
    const need: Need = part === 'request' ? 'request-body' : 'response-body';
    const wanting = left.filter((unit) => unit.deeper.some((row) => needOf(row) === need));
    if (wanting.length === 0) continue;
    const useful =
      isReadable(reader, part) ||
      wanting.some((unit) => unit.deeper.some((row) => needOf(row) === need && row.source.match === 'absent'));
    if (useful && !(await reader.loadBody(part))) left = left.filter((unit) => !wanting.includes(unit));
    else if (part === 'request' && useful) pass.noteLicense(reader);
    left = left.filter((unit) => keep(pass, reader, unit, need, view));
  }
  for (const unit of left) {
    const hits = rowsHold(pass, reader, [...unit.list, ...unit.deeper], view);
    if (hits) report(unit.id, hits);
  }
}

/** True while the unit's rows of this need hold. */
function keep(pass: CapturePass, reader: SessionReader, unit: PlannedUnit, need: Need, view: CaseView): boolean {
  const rows = unit.deeper.filter((row) => needOf(row) === need);
  return rows.length === 0 || rowsHold(pass, reader, rows, view) !== undefined;
}

/** Pictures, fonts, scripts and style sheets hold no answer of a service. */
function isReadable(reader: SessionReader, part: 'request' | 'response'): boolean {
  if (part === 'request') return reader.session.requestBytes !== 0;
  return !/^(image|font|audio|video)\/|javascript|\bcss\b|woff/i.test(reader.session.contentType);
}

/** Hits when every row holds on the session; undefined when one does not. */
function rowsHold(
  pass: CapturePass,
  reader: SessionReader,
  rows: readonly Row[],
  view: CaseView,
): readonly Hit[] | undefined {
  const hits: Hit[] = [];
  for (const row of rows) {
    const found = rowHits(pass, reader, row, view);
    if (!found) return undefined;
    hits.push(...found);
  }
  return hits;
}

function rowHits(pass: CapturePass, reader: SessionReader, row: Row, view: CaseView): readonly Hit[] | undefined {
  const { session } = reader;
  const base = {
    row,
    basis: row.source.basis,
    artifact: pass.capture,
    session: { key: session.key, host: session.host },
  };
  const values = sessionValues(reader, row);
  if (row.source.match === 'absent') {
    if (session.isTunnel && row.area !== 'net.error') return undefined;
    return values.length === 0 ? [{ ...base, evidence: undefined }] : undefined;
  }
  const found: Hit[] = [];
  const rule = row.source.match === 'rule' ? valueRules[row.text] : undefined;
  if (row.source.match === 'rule' && !rule) return undefined;
  const judged = rule && row.area === 'sync.error_code' ? [wholeAnswer(reader)] : values;
  for (const value of judged) {
    const context = { row, view, artifact: pass.capture, reader, index: pass.index };
    const matches = rule ? rule(value, context) : compare(row, value);
    for (const match of matches) {
      const text = shownText(value, match);
      // Name and number of a code are two values of one fact.
      if (found.some((hit) => hit.evidence?.text === text)) continue;
      found.push({ ...base, evidence: { place: value.place(match), text, basis: row.source.basis } });
    }
  }
  return found.length > 0 ? found : undefined;
}

/** The whole answer as one value, for rules that ask what it lacks or holds. */
function wholeAnswer(reader: SessionReader): SessionValue {
  return {
    text: '',
    place: (match) => ({ ...reader.bodyPlace('response', match), part: 'sync', range: undefined }),
    shown: () => reader.words,
  };
}

function shownText(value: SessionValue, match: Match): string {
  if (value.shown !== undefined) return evidenceText(value.shown());
  if (!value.isLong) return evidenceText(value.label ? `${value.label}: ${value.text}` : value.text);
  // The words behind a code say what it means; they end with the sentence, the string or the tag.
  const behind = value.text.slice(match.end, match.end + 160).split(/["<\r\n]|\\r|\\n/, 1)[0] ?? '';
  return evidenceText(value.text.slice(match.start, match.end) + behind);
}
