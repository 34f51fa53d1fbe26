import assert from 'node:assert/strict';
import { diagnose } from '../../src/diagnosis';
import { nodePlatform } from '../../src/platform/node';
import { type Counted, capture, type SessionParts } from './build';

/** A day of browsing with a little sync in it. */
function bigCapture(total: number): readonly SessionParts[] {
  return Array.from({ length: total }, (_, i): SessionParts => {
    if (i % 1000 === 1) {
      return {
        method: 'POST',
        url: 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=x',
        responseBody: 'body',
        contentType: 'application/octet-stream',
      };
    }
    if (i === 5000) {
      return {
        method: 'POST',
        url: 'https://api.aadrm.com/my/v2/enduserlicenses',
        status: 400,
        responseBody: '{"Code":"Microsoft.RightsManagement.Exceptions.NotSignedUpException"}',
        contentType: 'application/json',
      };
    }
    return { url: `https://host${i % 50}.example.com/page/${i}?q=1`, responseBody: 'body', contentType: 'text/html' };
  });
}

describe('diagnosis of a large capture', () => {
  it('reads a few dozen bodies of 20,000 sessions', async () => {
    const counted: Counted = { heads: 0, bodies: 0 };
    const big = capture(bigCapture(20_000), 'big.saz', counted);
    const { findings } = await diagnose([big], { platform: nodePlatform });
    assert.ok(findings.some((finding) => finding.id === 'rms-not-activated'));
    assert.ok(counted.bodies <= 60, `${counted.bodies} bodies`);
    assert.ok(counted.heads <= 700, `${counted.heads} heads`);
  });

  it('keeps to the budget, failed answers first, and says what it left out', async () => {
    const counted: Counted = { heads: 0, bodies: 0 };
    const answer = (status: number): SessionParts => ({
      method: 'POST',
      url: 'https://api.aadrm.com/my/v2/enduserlicenses',
      status,
      responseBody: status === 200 ? '{"AccessStatus":"AccessGranted"}' : '{"Code":"x.NotSignedUpException"}',
      contentType: 'application/json',
    });
    const many = capture([...Array.from({ length: 50 }, () => answer(200)), answer(400)], 'many.saz', counted);
    const { findings, notChecked } = await diagnose([many], { platform: nodePlatform, budget: { bodies: 10 } });
    assert.equal(counted.bodies, 10);
    assert.ok(findings.some((finding) => finding.id === 'rms-not-activated'));
    const skipped = notChecked.find((entry) => entry.id === 'rms-tenant-unknown');
    assert.equal(skipped?.reason.key, 'diagnosis.bodiesLeftOut');
  });

  it('can be canceled', async () => {
    const abort = new AbortController();
    abort.abort();
    const options = { platform: nodePlatform, signal: abort.signal };
    await assert.rejects(diagnose([capture(bigCapture(1_000))], options), { name: 'AbortError' });
  });
});
