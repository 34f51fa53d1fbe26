import assert from 'node:assert/strict';
import { nodePlatform } from '../../../src/platform/node';
import { writeSaz } from '../../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../../fixtures/saz';
import { openInService } from '../../fixtures/service';

const prose = [
  'Encrypted HTTPS traffic flows through this CONNECT tunnel. HTTPS Decryption is enabled.',
  '',
  '== Server Certificate ==========',
  '[Subject]',
  '  CN=login.contoso.example',
  '',
  '[Issuer]',
  '  CN=Contoso Issuing CA',
  '',
].join('\r\n');

describe('the tab for certificates', () => {
  it('is there for tunnels and for what ran inside them, where the certificate is known', async () => {
    const tunnel = sazSession({
      request: httpMessage(['CONNECT login.contoso.example:443 HTTP/1.1']),
      response: httpMessage(['HTTP/1.1 200 Connection Established'], prose),
    });
    const get = (url: string) => sazSession({ request: httpMessage([`GET ${url} HTTP/1.1`]) });
    const sessions = [tunnel, get('https://login.contoso.example/a'), get('https://other.contoso.example/b')];
    const file = await openInService('a.saz', writeSaz(sessions, nodePlatform));
    const shown = [];
    for (const key of [1, 2, 3]) {
      const { tabs } = await file.ask('session', { key });
      shown.push(tabs.some(({ id }) => id === 'certificates'));
    }
    assert.deepEqual(shown, [true, true, false]);
    const tab = await file.ask('tab', { key: 2, tab: 'certificates' });
    assert.ok(tab.tab === 'certificates');
    assert.match(JSON.stringify(tab.groups), /CN=login\.contoso\.example/);
  });
});
