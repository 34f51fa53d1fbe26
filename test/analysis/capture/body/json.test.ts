import assert from 'node:assert/strict';
import { formatJson, readJson } from '../../../../src/analysis/capture/body/json';
import { ExactNumber } from '../../../../src/analysis/jsonTree';

describe('readJson', () => {
  for (const digits of [
    '0.30000000000000004',
    '1234567890.123456',
    '-1.7976931348623157e+308',
    '1234567890123456',
    '3.141592653589793115997963468544185161590576171875',
    '123456789012.3456789',
    '12345678901234567890',
    '-12345678901234567890.5',
    '1e-7',
  ]) {
    it(`keeps the number ${digits}`, () => {
      const { ok, value, fault } = readJson(`{"before":"a 12345678901234567890 \\" b","v":${digits},"w":[${digits}]}`);
      assert.equal(fault, undefined);
      assert.ok(ok);
      const { before, v, w } = value as Record<string, unknown>;
      assert.equal(before, 'a 12345678901234567890 " b');
      for (const one of [v, (w as unknown[])[0]]) {
        assert.equal(Number(String(one)), Number(digits));
        if (one instanceof ExactNumber) assert.equal(String(one), digits);
        else assert.equal(one, Number(digits));
      }
    });
  }

  it('shows digits that JavaScript cannot hold as they are written', () => {
    for (const digits of ['12345678901234567890', '123456789012.3456789', '1.0000000000000001'])
      assert.equal(String((readJson(`[${digits}]`).value as unknown[])[0]), digits);
  });

  it('names a comment as the fault, where it stands', () => {
    assert.deepEqual(readJson('{\n  "a": 1, // one\n  "b": 2\n}'), {
      ok: true,
      value: { a: 1, b: 2 },
      fault: { line: 2, column: 11 },
    });
  });

  it('reads strings of any length beside long numbers', () => {
    const long = 'a'.repeat(10_000_000);
    const lines = '\n"'.repeat(6_000_000);
    const text = JSON.stringify({ long, lines }).replace('{', '{"id":12345678901234567890,');
    const { ok, value, fault } = readJson(text);
    assert.equal(fault, undefined);
    assert.ok(ok);
    const read = value as Record<string, unknown>;
    assert.equal(String(read['id']), '12345678901234567890');
    assert.ok(read['long'] === long && read['lines'] === lines);
  });
});

describe('formatJson', () => {
  it('changes nothing but blanks', () => {
    assert.equal(formatJson('{"a":[1,2],\n"b" : {}}'), '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {}\n}');
    assert.equal(formatJson('  [1]'), '[\n  1\n]');
    assert.equal(formatJson('{"a":}'), '{\n  "a":\n}');
    assert.equal(formatJson(''), '');
  });

  it('leaves what is nested without end as it is', () => {
    for (const text of ['['.repeat(100_000), `/*"*/${'{"a":'.repeat(50_000)}`]) assert.ok(formatJson(text) === text);
  });

  it('lays out 500 KB at once', () => {
    const value = Array.from({ length: 25_000 }, (_, at) => ({ id: at, on: true }));
    const started = performance.now();
    assert.equal(formatJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
    assert.ok(performance.now() - started < 3000);
  });
});
