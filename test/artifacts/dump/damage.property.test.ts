import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Artifact } from '../../../src/artifacts/artifact';
import { decodeText } from '../../../src/artifacts/decodeText';
import type { Dump } from '../../../src/artifacts/dump/model';
import { readText, readTextSource } from '../../../src/artifacts/readText';
import { cryptoPlan, type DumpPlan, type PlanSection, type PlanStat, stoppedPlan } from '../../fixtures/dump/plan';
import { writers } from '../../fixtures/dump/write';
import { fuzzRuns } from '../../fixtures/fuzz';

const options = { id: 'dump', name: 'dump.txt' };
const formNames = ['status-1', 'status-2', 'status-3', 'events', 'nodes', 'page-text', 'system-log'] as const;

/** Where a stat or type row stands: uninterrupted from `start` to `end`, its section title included. */
interface Evidence {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

const words = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ./()'-]{0,30}[A-Za-z0-9)]$/);
const value = fc.oneof(
  words,
  fc.boolean(),
  fc.integer({ min: 0, max: 99999 }),
  fc.constantFrom('', 'Uninitialized', 'a "quoted" value', 'C:\\Users\\me', 'EDGE_AUTH_ERROR: 3, 54, 3ea'),
);
const known = cryptoPlan.sections.filter((section) => !section.sensitive);

/** Plans: known sections in any selection with other values, and types with other messages. */
const plans: fc.Arbitrary<DumpPlan> = fc
  .record({
    sections: fc.shuffledSubarray(known, { minLength: 1 }),
    values: fc.array(value, { minLength: 40, maxLength: 40 }),
    types: fc.shuffledSubarray([...cryptoPlan.types], { minLength: 0 }),
    stopped: fc.boolean(),
  })
  .map(({ sections, values, types, stopped }) => {
    let at = 0;
    const changed: PlanSection[] = sections.map((section) => ({
      ...section,
      stats: section.stats.map((stat): PlanStat => [stat[0], values[at++ % values.length] ?? stat[1], stat[2]]),
    }));
    return {
      ...(stopped ? stoppedPlan : cryptoPlan),
      sections: changed,
      types,
      events: cryptoPlan.events,
      nodes: cryptoPlan.nodes,
    };
  });

const lines = fc.oneof(
  fc.string({ maxLength: 60 }).map((text) => text.replace(/[\r\n\u2028\u2029\u0085]/g, '')),
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '# customer says it started on Monday',
    '> quoted',
    'He wrote "it does not work',
    '"foo": {',
    '"proto": {',
    '---',
    '======',
    'Kind regards, Megan',
    '```json',
    '"stat_name":',
    '\\',
    '\u201cquote\u201d',
  ),
);

function evidenceOf(dump: Dump): Evidence[] {
  const found: Evidence[] = [];
  const { text } = dump.source;
  for (const section of dump.sections) {
    if (section.title === undefined || !section.titleSpan) continue;
    for (const stat of section.stats) {
      const spans = [stat.nameSpan, stat.valueSpan, section.titleSpan];
      let start = Math.min(...spans.map((span) => span.start));
      let end = Math.max(...spans.map((span) => span.end));
      if (dump.form !== 'page-text') {
        start = text.lastIndexOf('{', start);
        end = text.indexOf('}', end) + 1;
      } else {
        start = text.lastIndexOf('\n', start) + 1;
        end = text.indexOf('\n', end) + 1;
      }
      found.push({ label: `${section.title}/${stat.name}=${stat.value}`, start, end });
    }
  }
  for (const row of dump.types) {
    const label = `type ${row.name}=${row.message}/${row.state}`;
    const title = dump.form === 'page-text' ? text.indexOf('Type Info') : row.span.start;
    const end = dump.form === 'page-text' ? text.indexOf('\n', row.span.end) + 1 : row.span.end;
    found.push({ label, start: title, end });
  }
  return found;
}

function labelsOf(artifacts: readonly Artifact[]): Set<string> {
  const labels = new Set<string>();
  for (const artifact of artifacts) {
    if (artifact.kind !== 'sync-internals') continue;
    for (const section of artifact.sections)
      for (const stat of section.stats) labels.add(`${section.title}/${stat.name}=${stat.value}`);
    for (const row of artifact.types) labels.add(`type ${row.name}=${row.message}/${row.state}`);
  }
  return labels;
}

function dumpOf(text: string): Dump {
  const [dump] = readText(text, options);
  assert.ok(dump?.kind === 'sync-internals');
  return dump;
}

/** Rows that had to survive, over all cases: shows that the checks had something to check. */
let checked = 0;

/**
 * Whether what is inserted behind this line of a page may be its rest: mail programs wrap lines, at 50 characters or more,
 * and the first word that did not fit (of at most 13 here) tells how long the line was to be.
 */
function mayBeWrapped(whole: Dump, end: number): boolean {
  const start = whole.source.text.lastIndexOf('\n', end - 2) + 1;
  return whole.form === 'page-text' && end - start + 13 > 50;
}

function check(
  whole: Dump,
  from: number,
  to: number,
  insertedAt: number,
  damaged: readonly Artifact[],
  what: string,
): void {
  const labels = labelsOf(damaged);
  for (const evidence of evidenceOf(whole)) {
    if (evidence.start < from || evidence.end > to) continue;
    if (insertedAt > evidence.start && insertedAt < evidence.end) continue;
    if (insertedAt === evidence.end && mayBeWrapped(whole, evidence.end)) continue;
    checked++;
    assert.ok(labels.has(evidence.label), `lost ${evidence.label} of ${whole.form} (${what})`);
  }
}

describe('damage never loses what is still there', () => {
  it('cut at any place', () => {
    fc.assert(
      fc.property(
        plans,
        fc.constantFrom(...formNames),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (plan, form, share, front) => {
          const text = writers[form](plan);
          const at = Math.floor(share * text.length);
          const [from, to] = front ? [at, text.length] : [0, at];
          check(dumpOf(text), from, to, -1, readText(text.slice(from, to), options), `cut ${from}-${to}`);
        },
      ),
      { numRuns: 900 },
    );
  });

  it('a line inserted anywhere', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom(...formNames), fc.nat(), lines, (plan, form, seed, line) => {
        const text = writers[form](plan);
        const breaks = [...text.matchAll(/\n/g)].map((match) => match.index + 1);
        const at = breaks[seed % breaks.length] ?? 0;
        const damaged = `${text.slice(0, at)}${line}\n${text.slice(at)}`;
        check(
          dumpOf(text),
          0,
          text.length,
          at,
          readText(damaged, options),
          `inserted ${JSON.stringify(line)} at ${at}`,
        );
      }),
      { numRuns: 900 },
    );
  });

  it('other line ends, encodings, quoting and bytes cut off', () => {
    fc.assert(
      fc.property(
        plans,
        fc.constantFrom(...formNames),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'utf-16le-bom'),
        fc.constantFrom('', '> ', '    '),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (plan, form, end, encoding, prefix, share) => {
          const text = writers[form](plan);
          const quoted = form === 'nodes' || form === 'system-log' ? text : text.replace(/^/gm, prefix);
          const bytes = encode(quoted.replace(/\n/g, end), encoding);
          check(
            dumpOf(text),
            0,
            text.length,
            -1,
            readTextSource(decodeText(bytes), options),
            `${encoding} ${JSON.stringify(end + prefix)}`,
          );
          readTextSource(decodeText(bytes.subarray(0, Math.floor(share * bytes.length))), options);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('had rows to look for', () => {
    assert.ok(checked > 20_000, String(checked));
  });

  it('random text is never thrown at', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            ':',
            ',',
            '\n',
            '\t',
            ' ',
            'stat_name',
            'title',
            'Summary',
            '|',
            '\\',
            '=',
            '>',
            'Type Info',
            'proto',
            'name',
            'status',
            'ok',
            '\u201c',
          ),
          maxLength: 80,
        }),
        (text) => {
          const artifacts = readText(text, options);
          assert.ok(artifacts.length > 0);
        },
      ),
      { numRuns: fuzzRuns(1500) },
    );
  });
});

function encode(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-8-bom') return new TextEncoder().encode(`\ufeff${text}`);
  const marked = encoding.endsWith('bom') ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < marked.length; i++) view.setUint16(i * 2, marked.charCodeAt(i), !encoding.startsWith('utf-16be'));
  return bytes;
}
