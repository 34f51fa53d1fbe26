import assert from 'node:assert/strict';
import { AnalysisService } from '../../src/analysis/service';
import { nodePlatform, openFile } from '../../src/platform/node';

describe('the setting for tokens in redacted copies', () => {
  for (const tokens of ['claims', 'whole'] as const)
    it(`takes "${tokens}"`, async () => {
      const s = new AnalysisService({ platform: nodePlatform, openPath: openFile }, () => undefined);
      await s.call('configure', { language: 'en', options: { redactedTokens: tokens } });
      const ref = { uri: 'file:///x.txt' };
      await s.call('open', {
        ref,
        name: 'x.txt',
        source: {
          type: 'text',
          text: 'Authorization: Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJhdWQiOiJodHRwczovL2FhZHJtLmNvbSIsInRpZCI6IjZmMWMyZDk0LThiMGUtNGM1Ny05YTNlLTIxZDdjMGI1ZThmNCJ9.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJl\n',
        },
        stamp: 1,
      });
      const r = await s.call('redact', { ref });
      const text = new TextDecoder().decode(r.bytes);
      assert.equal(/eyJhdWQi/.test(text), tokens === 'claims');
    });
});
