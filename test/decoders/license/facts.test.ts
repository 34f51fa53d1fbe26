import assert from 'node:assert/strict';
import { certificateFacts, decodeLicense, licenseChecks, licenseSummary } from '../../../src/decoders/license';
import { nodePlatform } from '../../../src/platform/node';
import { text } from '../../../src/text';
import { contosoStory, makeChain } from '../../fixtures/license/chain';

const source = makeChain({ form: 'full' }).join('');
const document = decodeLicense(source, nodePlatform);

describe('facts of a license', () => {
  it('hold no sealed key, signature or encrypted right', () => {
    assert.ok(document);
    const shown = JSON.stringify([
      licenseSummary(document),
      document.certificates.map(certificateFacts),
      licenseChecks(document),
    ]);
    const text0 = document.texts[0]?.text ?? '';
    for (const { sensitive } of document.certificates) {
      for (const { class: kind, span } of sensitive) {
        if (kind !== 'personal') assert.equal(shown.includes(text0.slice(span.start, span.start + 40)), false, kind);
      }
    }
    assert.ok(shown.includes(contosoStory.tenant));
  });

  it('mark what belongs to a person', () => {
    assert.ok(document);
    const rows = [licenseSummary(document), ...document.certificates.map(certificateFacts)]
      .flat()
      .flatMap((group) => group.rows);
    for (const row of rows) {
      if (row.value.includes(contosoStory.mail) || row.value.includes(contosoStory.name))
        assert.equal(row.personal, true, row.value);
    }
  });

  it('say what was checked, in both languages', () => {
    assert.ok(document);
    const checks = licenseChecks(document, { tokenTenant: contosoStory.tenant, time: Date.UTC(2026, 10, 22, 8, 12) });
    assert.deepEqual(
      checks.map(({ name, state, text: words }) => `${text(name, 'en')} ${state}: ${text(words, 'en')}`),
      [
        'Tenant passed: License tenant equals token tenant. The subscription was not replaced.',
        'Integrity passed: SHA digest of every BODY matches its DIGEST, and every RSA signature fits the key it names (8 certificates).',
        'Chain passed: Each issuer key is a principal key of the next certificate (7 of 7 links).',
        'Trust note: Not judged: the root is not part of the text.',
        `Server passed: License points to region eu, service ${contosoStory.serviceId}.`,
        'Content expiry note: No content expiry.',
        'Offline protection note: This client could protect offline from 2026-11-21T08:12 to 2026-12-22T08:12 (UTC).',
      ],
    );
    for (const { text: words } of checks) assert.notEqual(text(words, 'de'), text(words, 'en'));
  });

  it('judge expiry at the moment of the request', () => {
    const until = '<VALIDITYTIME><FROM>2026-03-04T07:41</FROM><UNTIL>2026-06-01T00:00</UNTIL></VALIDITYTIME><ISSUER>';
    const expiring = decodeLicense((makeChain({ form: 'online' })[0] ?? '').replace('<ISSUER>', until), nodePlatform);
    assert.ok(expiring);
    const state = (time: number) =>
      licenseChecks(expiring, { time }).find(({ name }) => name.key === 'license.checkExpiry')?.state;
    assert.equal(state(Date.UTC(2026, 4, 31)), 'note');
    assert.equal(state(Date.UTC(2026, 5, 2)), 'warning');
  });

  it('tell an on-premises server and one that differs from the extranet', () => {
    const online = makeChain({ form: 'online' })[0] ?? '';
    const service = `${contosoStory.serviceId}.rms.eu.aadrm.com`;
    const moved = decodeLicense(
      online.replaceAll(
        `https://${service}/_wmcs/licensing</ADDRESS></OBJECT></DISTRIBUTIONPOINT><DISTRIBUTIONPOINT>`,
        'https://rms.contoso.example/_wmcs/licensing</ADDRESS></OBJECT></DISTRIBUTIONPOINT><DISTRIBUTIONPOINT>',
      ),
      nodePlatform,
    );
    assert.ok(moved);
    assert.equal(
      licenseChecks(moved).find(({ name }) => name.key === 'license.checkServer')?.text.key,
      'license.serverMoved',
    );
    const local = decodeLicense(online.replaceAll(service, 'rms.contoso.example'), nodePlatform);
    assert.equal(local?.cloud, 'on-premises');
    assert.equal(local?.serviceId, undefined);
  });
});
