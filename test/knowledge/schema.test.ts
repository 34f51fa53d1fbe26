import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import schema from '../../schemas/conditions.schema.json';
import { conditions } from '../../src/knowledge';

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const validate = ajv.compile(schema);

describe('schema of conditions', () => {
  it('fits every built-in condition', () => {
    for (const entry of conditions) {
      // Addresses with placeholders and look-ahead are for the built-in ones; the shape is the same.
      assert.ok(validate([entry]), `${entry.id}: ${ajv.errorsText(validate.errors)}`);
    }
    assert.ok(validate({ conditions: [...conditions] }));
  });

  it('accepts the shortest condition and refuses wrong ones', () => {
    const row = { artifact: 'page-text', where: 'anywhere', match: 'contains', pattern: 'x' };
    const own = { id: 'contoso-proxy', title: 'Proxy', severity: 'warning', evidence: [row] };
    assert.ok(validate([own]));
    const wrong: readonly unknown[] = [
      5,
      {},
      [{ ...own, id: 'Contoso Proxy' }],
      [{ ...own, severity: 'fatal' }],
      [{ ...own, title: '' }],
      [{ ...own, unknown: 1 }],
      [{ ...own, evidence: [{ ...row, match: 'in' }] }],
      [{ ...own, evidence: [{ ...row, pattern: undefined }] }],
      [{ ...own, evidence: [{ ...row, artifact: 'registry' }] }],
      [{ ...own, evidence: [{ ...row, match: 'rule', pattern: 'no-such-rule' }] }],
    ];
    for (const value of wrong) assert.equal(validate(JSON.parse(JSON.stringify(value))), false, JSON.stringify(value));
  });
});
