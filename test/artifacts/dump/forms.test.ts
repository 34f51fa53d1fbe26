import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Dump } from '../../../src/artifacts/dump/model';
import { readText } from '../../../src/artifacts/readText';
import { cryptoPlan, type DumpPlan, signedOutPlan, stoppedPlan } from '../../fixtures/dump/plan';
import { mhtml, writers } from '../../fixtures/dump/write';

const options = { id: 'case/dump.txt', name: 'dump.txt' };

function only(text: string): Dump {
  const artifacts = readText(text, options);
  assert.deepEqual(
    artifacts.map((artifact) => artifact.kind),
    ['sync-internals'],
    JSON.stringify(artifacts.map((a) => [a.kind, a.form])),
  );
  const [dump] = artifacts;
  assert.ok(dump?.kind === 'sync-internals');
  return dump;
}

const forms: readonly [name: string, form: Dump['form'], text: (plan: DumpPlan) => string][] = [
  ...Object.entries(writers).map(
    ([name, write]) => [name, name as Dump['form'], write] as [string, Dump['form'], (plan: DumpPlan) => string],
  ),
  ['mhtml', 'saved-page', mhtml],
];
/** What a form cannot carry. */
const lacks: Readonly<
  Record<string, readonly ('identity' | 'status' | 'rowStatus' | 'events' | 'taken' | 'flags' | 'trim')[]>
> = {
  'status-1': ['events'],
  nodes: ['events'],
  'system-log': ['identity', 'events', 'taken'],
  events: ['taken'],
  'page-text': ['status', 'rowStatus', 'taken', 'trim'],
  'saved-page': ['taken', 'trim'],
  mhtml: ['trim'],
};

describe('a dump in each of its forms', () => {
  for (const [name, form, write] of forms) {
    const missing = new Set(lacks[name] ?? []);
    for (const [planName, plan] of Object.entries({ cryptoPlan, signedOutPlan, stoppedPlan })) {
      it(`${name} of ${planName}`, () => {
        const text = write(plan);
        const dump = only(text);
        assert.equal(dump.form, form);
        assert.deepEqual(dump.problems, []);
        const wanted = plan.sections.filter((section) => !(section.sensitive && missing.has('identity')));
        assert.deepEqual(
          dump.sections.map((section) => [section.title, section.stats.map((stat) => [stat.name, stat.value])]),
          wanted.map((section) => [section.title, section.stats.map((stat) => [stat[0], String(stat[1])])]),
        );
        if (!missing.has('status')) {
          assert.deepEqual(
            dump.sections.flatMap((section) => section.stats.map((stat) => stat.status)),
            wanted.flatMap((section) => section.stats.map((stat) => stat[2] ?? 'good')),
          );
        }
        const trim = (value: string) => (missing.has('trim') ? value.trim() : value);
        assert.deepEqual(
          dump.types.map((row) => [row.name, row.message, row.state, row.total, row.live]),
          plan.types.map((row) => [row.name, trim(row.message), row.state, row.total, row.live]),
        );
        assert.ok(dump.hasTypes);
        if (!missing.has('rowStatus'))
          assert.deepEqual(
            dump.types.map((row) => row.status),
            plan.types.map((row) => row.status),
          );
        if (!missing.has('events')) {
          assert.deepEqual(
            dump.events.map((event) => [event.type, event.details]),
            plan.events.map((event) => [event.type, event.details]),
          );
          if (plan === cryptoPlan)
            assert.deepEqual(
              dump.events.map((event) => event.time),
              plan.events.map((event) => event.time),
            );
          if (form !== 'page-text')
            assert.deepEqual(
              dump.events.map((event) => event.proto),
              plan.events.map((event) => event.proto),
            );
        } else assert.deepEqual(dump.events, []);
        assert.equal(dump.taken?.time, missing.has('taken') ? undefined : plan.taken);
        if (plan.unrecoverable)
          assert.deepEqual(
            [dump.unrecoverableError?.detected, dump.unrecoverableError?.message],
            [true, plan.unrecoverable],
          );
        else assert.ok(!dump.unrecoverableError?.detected);
        assert.equal(dump.actionableError?.detected ?? false, plan.actionable !== undefined);
        if (plan.actionable) assert.equal(dump.actionableError?.stats[1]?.value, plan.actionable.action);
        checkSpans(dump, text, name === 'mhtml' || name === 'saved-page');
      });
    }
  }

  it('two dumps in one file are two artifacts', () => {
    const text = `${writers['status-3'](cryptoPlan)}\n\n${writers['page-text'](signedOutPlan)}\n${writers['status-1'](stoppedPlan)}`;
    const dumps = readText(text, options).filter((artifact) => artifact.kind === 'sync-internals');
    assert.deepEqual(
      dumps.map((dump) => dump.form),
      ['status-3', 'page-text', 'status-1'],
    );
    assert.deepEqual(
      dumps.map((dump) => dump.sections.length),
      [cryptoPlan.sections.length, 3, 3],
    );
  });

  it('nodes keep 14 fields and their content', () => {
    const dump = only(writers.nodes(cryptoPlan));
    assert.deepEqual(
      dump.nodes.map((node) => [node.dataType, node.fields.length, node.specifics]),
      [
        ['Device Info', 14, '{"device_info":{"client_name":"PC, \\"one\\"","cache_guid":"AAA="}}'],
        ['Device Info', 14, 'REDACTED'],
        ['Bookmarks', 14, ''],
        ['Bookmarks', 14, 'REDACTED'],
      ],
    );
    assert.match(dump.userAgent ?? '', /KHTML, like Gecko\) Edg\/133/);
  });
});

/** Every name and value must stand exactly where its span says (saved pages hold entities and soft breaks inside). */
function checkSpans(dump: Dump, text: string, encoded: boolean): void {
  const plain = (value: string) =>
    encoded
      ? value
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
          .replace(/&quot;/g, '"')
          .replace(/&amp;/g, '&')
      : value;
  for (const section of dump.sections) {
    if (section.titleSpan)
      assert.equal(plain(text.slice(section.titleSpan.start, section.titleSpan.end)), section.title);
    for (const stat of section.stats) {
      assert.equal(plain(text.slice(stat.nameSpan.start, stat.nameSpan.end)), stat.name);
      const value = plain(text.slice(stat.valueSpan.start, stat.valueSpan.end));
      if (stat.value !== '') assert.equal(value, stat.value);
    }
  }
  for (const row of dump.types) {
    assert.equal(plain(text.slice(row.nameSpan.start, row.nameSpan.end)), row.name);
    if (row.message !== '') assert.equal(plain(text.slice(row.messageSpan.start, row.messageSpan.end)), row.message);
  }
}
