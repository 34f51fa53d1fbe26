import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../src/artifacts/decodeText';
import type { Dump } from '../../src/artifacts/dump/model';
import type { Span } from '../../src/artifacts/place';
import { readText, readTextSource } from '../../src/artifacts/readText';
import { diagnose } from '../../src/diagnosis';
import type { Finding } from '../../src/diagnosis/finding';
import { conditions } from '../../src/knowledge';
import { nodePlatform } from '../../src/platform/node';
import { damageLines, encoded, encodings } from '../fixtures/dump/damage';
import type { DumpPlan, PlanSection, PlanStat } from '../fixtures/dump/plan';
import { brokenPlan, healthyPlan } from '../fixtures/dump/troubles';
import { writers } from '../fixtures/dump/write';

const options = { id: 'dump', name: 'dump.txt' };
const formNames = ['status-1', 'status-2', 'status-3', 'events', 'nodes', 'page-text', 'system-log'] as const;

/** Plans between healthy and broken, made of some sections of either, some rows and events, in changing order. */
const plans: fc.Arbitrary<DumpPlan> = fc
  .record({
    picks: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    bad: fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
    types: fc.shuffledSubarray([...brokenPlan.types]),
    events: fc.shuffledSubarray([...brokenPlan.events]),
    stopped: fc.boolean(),
  })
  .map(({ picks, bad, types, events, stopped }) => {
    let at = 0;
    const sections = brokenPlan.sections
      .filter((_, index) => picks[index % picks.length])
      .map((section): PlanSection => {
        const good = healthyPlan.sections.find(({ title }) => title === section.title);
        const stats = section.stats.map((stat, index): PlanStat => {
          const isBad = bad[at++ % bad.length] ?? true;
          return isBad ? stat : (good?.stats[index] ?? stat);
        });
        return { ...section, stats };
      });
    const { unrecoverable, actionable, ...rest } = brokenPlan;
    return {
      ...rest,
      sections,
      types,
      events,
      ...(stopped && unrecoverable && actionable ? { unrecoverable, actionable } : {}),
    };
  });

/** Ids whose rows on dumps each suffice alone; for the others every piece of evidence has to be there. */
const single = new Set(
  conditions
    .filter(({ evidence }) => evidence.every((row) => row.artifact !== 'sync-internals' || row.group === undefined))
    .map(({ id }) => id),
);

interface Whole {
  readonly dump: Dump;
  readonly text: string;
  readonly needs: readonly { readonly finding: Finding; readonly spans: readonly Span[] }[];
}

async function findingsOf(text: string): Promise<readonly Finding[]> {
  return (await diagnose(readText(text, options), { platform: nodePlatform })).findings;
}

async function wholeOf(plan: DumpPlan, form: (typeof formNames)[number]): Promise<Whole> {
  const text = writers[form](plan);
  const [dump] = readText(text, options);
  assert.ok(dump?.kind === 'sync-internals');
  const { findings } = await diagnose([dump], { platform: nodePlatform });
  return { dump, text, needs: findings.map((finding) => ({ finding, spans: spansOf(dump, finding) })) };
}

/** What has to be uninterrupted for each piece of evidence: the record or line around it, and the title above. */
function spansOf(dump: Dump, { evidence }: Finding): Span[] {
  return evidence.map(({ place }) => {
    assert.ok(place.range && 'start' in place.range, 'evidence without a place');
    const start = dump.source.offsetAt(place.range.start);
    const end = dump.source.offsetAt(place.range.end);
    return recordAround(dump, { start, end });
  });
}

function recordAround(dump: Dump, value: Span): Span {
  const { text } = dump.source;
  const isPage = dump.form === 'page-text';
  const inside = (span: Span) => span.start <= value.start && value.end <= span.end;
  for (const section of dump.sections) {
    // A title belongs to the object that it is a member of, which a brace between its members takes apart.
    if (!isPage && section.titleSpan && inside(section.titleSpan))
      return { start: text.lastIndexOf('{', section.span.start), end: text.indexOf('}', section.span.end) + 1 };
    const stat = section.stats.find(({ valueSpan }) => inside(valueSpan));
    if (!stat) continue;
    const spans = [stat.nameSpan, stat.valueSpan, section.titleSpan ?? section.span];
    const start = Math.min(...spans.map((span) => span.start));
    const end = Math.max(...spans.map((span) => span.end));
    return isPage
      ? linesAround(text, start, end)
      : { start: text.lastIndexOf('{', start), end: text.indexOf('}', end) + 1 };
  }
  const row = dump.types.find(({ span }) => inside(span));
  if (row) return isPage ? linesAround(text, text.indexOf('Type Info'), row.span.end) : row.span;
  const event = dump.events.find(({ span }) => inside(span));
  if (event) return isPage ? linesAround(text, text.indexOf('Sync Protocol Log'), event.span.end) : event.span;
  const node = dump.nodes.find(({ span }) => inside(span));
  // What a list of devices lacks is known only while the list and the dump's own part before it are whole.
  if (node) return { start: 0, end: text.length };
  return linesAround(text, value.start, value.end);
}

function linesAround(text: string, start: number, end: number): Span {
  const next = text.indexOf('\n', end);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: next < 0 ? text.length : next + 1 };
}

/** Findings that had to survive, over all cases: shows that there was something to check. */
let checked = 0;

function check(whole: Whole, damaged: readonly Finding[], survives: (span: Span) => boolean, what: string): void {
  const ids = new Set(damaged.map(({ id }) => id));
  for (const { finding, spans } of whole.needs) {
    const isThere = single.has(finding.id) ? spans.some(survives) : spans.every(survives);
    if (spans.length === 0 || !isThere) continue;
    checked++;
    assert.ok(ids.has(finding.id), `lost ${finding.id} of ${whole.dump.form} (${what})`);
  }
}

const damages = 10;
const runs = 75;

describe('damage never loses a finding whose evidence is still there', () => {
  it('cut at any place', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.constantFrom(...formNames),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), {
          minLength: damages,
          maxLength: damages,
        }),
        async (plan, form, cuts) => {
          const whole = await wholeOf(plan, form);
          const { text } = whole;
          for (const [share, front] of cuts) {
            const at = Math.floor(share * text.length);
            const [from, to] = front ? [at, text.length] : [0, at];
            const left = await findingsOf(text.slice(from, to));
            check(whole, left, ({ start, end }) => start >= from && end <= to, `cut ${from}-${to}`);
          }
        },
      ),
      { numRuns: runs },
    );
    assert.ok(checked > 1000, `only ${checked} findings had to survive`);
  });

  it('a line inserted anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.constantFrom(...formNames),
        fc.array(fc.tuple(fc.nat(), damageLines), { minLength: damages, maxLength: damages }),
        async (plan, form, inserts) => {
          const whole = await wholeOf(plan, form);
          const { text } = whole;
          const breaks = [...text.matchAll(/\n/g)].map((match) => match.index + 1);
          for (const [seed, line] of inserts) {
            const at = breaks[seed % breaks.length] ?? 0;
            const left = await findingsOf(`${text.slice(0, at)}${line}\n${text.slice(at)}`);
            check(
              whole,
              left,
              ({ start, end }) => at <= start || at >= end,
              `inserted ${JSON.stringify(line)} at ${at}`,
            );
          }
        },
      ),
      { numRuns: runs },
    );
  });

  it('other line ends, encodings and quoting', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.constantFrom(...formNames),
        fc.array(fc.tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom(...encodings), fc.boolean()), {
          minLength: damages,
          maxLength: damages,
        }),
        async (plan, form, changes) => {
          const whole = await wholeOf(plan, form);
          for (const [lineEnd, encoding, quoted] of changes) {
            const changed = whole.text.replace(/^/gm, quoted ? '> ' : '').replace(/\n/g, lineEnd);
            const artifacts = readTextSource(decodeText(encoded(changed, encoding)), options);
            const { findings } = await diagnose(artifacts, { platform: nodePlatform });
            check(whole, findings, () => true, `${JSON.stringify(lineEnd)} ${encoding} ${quoted ? 'quoted' : ''}`);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});
