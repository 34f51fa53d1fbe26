import assert from 'node:assert/strict';
import { latest } from '../../../webview/ui/latest';

describe('answers in any order', () => {
  it('are wanted until the next question', () => {
    const ask = latest();
    const slow = ask();
    assert.ok(slow());
    const fast = ask();
    assert.ok(!slow() && fast());
    assert.ok(latest()()() && fast());
  });
});
