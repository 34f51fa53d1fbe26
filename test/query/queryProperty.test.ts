import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unknownSession } from '../../src/artifacts/capture/har/unknown';
import {
  compileQuery,
  completeQuery,
  emptyContext,
  fields,
  parseQuery,
  printQuery,
  type QueryNode,
  SessionTable,
  type Value,
} from '../../src/query';
import { fuzzRuns } from '../fixtures/fuzz';

const span = { start: 0, end: 0 };
const quoted = fc.string().map((text): Value => ({ type: 'quoted', text }));
const word = fc
  .stringMatching(/^[A-Za-z0-9_.*@%][A-Za-z0-9_.*@%-]{0,8}$/)
  .filter((text) => !/^(?:and|or|not)$/i.test(text));
const wordValue = word.map((text): Value => ({ type: 'word', text }));
const regex = fc
  .tuple(fc.constantFrom('a+', 'a/b', '\\d{2}', '[x/]', '(a|b)', '\\\\'), fc.boolean())
  .map(([source, ignoreCase]): Value => ({ type: 'regex', source, ignoreCase }));
const number = fc.oneof(
  fc.nat(1_000_000),
  fc.nat(100_000).map((value) => value / 1000),
);
const comparison = fc.constantFrom('>', '>=', '<', '<=', '=' as const);

function amountValue(units: readonly ('' | 'kb' | 'mb' | 'ms' | 's' | 'min')[]): fc.Arbitrary<Value> {
  const amount = fc
    .tuple(number, fc.constantFrom(...units))
    .map(([value, unit]) => ({ type: 'number' as const, value, unit }));
  return fc.oneof(
    fc
      .tuple(comparison, amount)
      .map(([one, value]): Value => ({ type: 'compare', comparison: one as '>', amount: value })),
    fc.tuple(amount, amount).map(([from, to]): Value => ({ type: 'range', from, to })),
  );
}

const clockAmount = fc
  .tuple(fc.nat(23), fc.nat(59), fc.option(fc.nat(59), { nil: undefined }))
  .map(([hours, minutes, seconds]) => ({ type: 'clock' as const, hours, minutes, seconds }));
const clockValue = fc
  .tuple(comparison, clockAmount)
  .map(([one, amount]): Value => ({ type: 'compare', comparison: one as '>', amount }));

const fieldNode = fc.constantFrom(...fields).chain((field): fc.Arbitrary<QueryNode> => {
  const value: fc.Arbitrary<Value> =
    field.kind === 'text' || field.kind === 'word'
      ? fc.oneof(wordValue, quoted, regex)
      : field.kind === 'choice'
        ? fc.constantFrom(...field.choices).map((text): Value => ({ type: 'word', text }))
        : field.kind === 'clock'
          ? clockValue
          : amountValue(
              field.kind === 'size' ? ['', 'kb', 'mb'] : field.kind === 'duration' ? ['', 'ms', 's', 'min'] : [''],
            );
  const header = field.takesHeader
    ? fc.option(fc.constantFrom('X-Y', 'authorization'), { nil: undefined })
    : fc.constant(undefined);
  return fc
    .tuple(fc.array(value, { minLength: 1, maxLength: 3 }), header)
    .map(([values, name]) => ({ type: 'field', field: field.name, header: name, values, span }));
});
const textNode = fc.oneof(wordValue, quoted, regex).map((value): QueryNode => ({ type: 'text', value, span }));

const { node } = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    textNode,
    fieldNode,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
      .map(([type, items]): QueryNode => ({ type, items, span })),
    tie('node').map((item): QueryNode => ({ type: 'not', item, span })),
  ),
}));

function withoutSpans(query: QueryNode | undefined): unknown {
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === 'span' ? undefined : value)) ?? 'null');
}

describe('query language, for any query', () => {
  it('parses what it prints to the same query', () => {
    fc.assert(
      fc.property(node, (query) => {
        const printed = printQuery(query);
        const parsed = parseQuery(printed);
        assert.equal(parsed.error, undefined, printed);
        assert.deepEqual(withoutSpans(parsed.query), withoutSpans(query), printed);
      }),
      { numRuns: fuzzRuns(600) },
    );
  });

  const pieces = fc.constantFrom(
    'host:',
    'status:',
    '>=',
    '..',
    '(',
    ')',
    '"',
    '/',
    '\\',
    ' ',
    ',',
    '-',
    'not ',
    ' or ',
    '#',
    '4',
    'a',
    'header.',
    ':',
    '[',
    '*',
    'time:',
    'is:',
    '😀',
  );
  const queryText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((list) => list.join('')),
  );

  it('never throws, and what parses prints, runs and completes', () => {
    const table = new SessionTable([], emptyContext);
    fc.assert(
      fc.property(queryText, fc.nat(40), (query, offset) => {
        const parsed = parseQuery(query);
        completeQuery(query, Math.min(offset, query.length), table);
        if (parsed.error) {
          const { start, end } = parsed.error.span;
          assert.ok(start >= 0 && start <= end && end <= query.length + 1, `${query} ${start}..${end}`);
          return;
        }
        compileQuery(parsed.query, table).runRows();
        const again = parseQuery(printQuery(parsed.query));
        assert.deepEqual(withoutSpans(again.query), withoutSpans(parsed.query), query);
      }),
      { numRuns: fuzzRuns(3000) },
    );
  });

  it('answers patterns that make other engines run forever', () => {
    const url = `${'a'.repeat(20_000)}!`;
    const table = new SessionTable([{ ...unknownSession(1), url }], emptyContext);
    assert.equal(compileQuery(parseQuery('url:/^(a+)+$/').query, table).runRows().length, 0);
    assert.equal(compileQuery(parseQuery('url:*a*a*a*a*a*a*b').query, table).runRows().length, 0);
  });
});
