import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { captureRules, valueRules } from '../../src/diagnosis/rules';
import {
  type Condition,
  condition,
  conditions,
  currentAddress,
  edgePages,
  endpoints,
  fillTemplate,
  frontDoorSites,
  isAllowedLink,
  knowledgeMeta,
  linkHosts,
  localized,
  siteCountries,
  templates,
} from '../../src/knowledge';
import { filesIn } from '../rooms/sources';

const { counts } = knowledgeMeta;
const rows = conditions.flatMap((entry) => entry.evidence);

function tally(values: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) found[value] = (found[value] ?? 0) + 1;
  return found;
}

describe('knowledge', () => {
  it('is complete', () => {
    assert.equal(conditions.length, counts.conditions);
    assert.equal(new Set(conditions.map((entry) => entry.id)).size, counts.conditions);
    assert.equal(rows.length, counts.evidenceRows);
    assert.equal(conditions.flatMap((entry) => entry.links).length, counts.links);
    assert.equal(new Set(conditions.flatMap((entry) => entry.links.map((link) => link.url))).size, counts.addresses);
    assert.equal(linkHosts.length, counts.hosts);
    assert.deepEqual(tally(conditions.map((entry) => entry.severity)), counts.severity);
    assert.deepEqual(tally(conditions.map((entry) => entry.account)), counts.account);
    assert.deepEqual(tally(conditions.map((entry) => entry.area)), counts.area);
    assert.deepEqual(tally(conditions.map((entry) => entry.basis)), counts.basis);
    assert.deepEqual(tally(rows.map((row) => row.artifact)), counts.rowsPerArtifact);
    assert.deepEqual(tally(rows.map((row) => row.basis)), counts.rowBasis);
    assert.equal(conditions.filter((entry) => entry.detectable).length, counts.detectable);
    assert.equal(conditions.filter((entry) => entry.explains.length > 0).length, counts.explaining);
    assert.equal(conditions.flatMap((entry) => entry.explains).length, counts.explanations);
    assert.equal(conditions.filter((entry) => entry.ask.length > 0).length, counts.withAsk);
  });

  it('names only conditions that exist, without a circle', () => {
    const above = (entry: Condition, path: readonly string[]): void => {
      for (const id of entry.explains) {
        const next = condition(id);
        assert.ok(next, `${entry.id} explains ${id}`);
        assert.ok(!path.includes(id), `circle: ${[...path, id].join(' > ')}`);
        above(next, [...path, id]);
      }
    };
    for (const entry of conditions.filter((one) => one.explains.length > 0).slice(0, 400)) above(entry, [entry.id]);
  });

  it('names only rules that exist, and every rule is named', () => {
    const named = new Set(rows.filter((row) => row.match === 'rule').map((row) => String(row.pattern)));
    assert.deepEqual([...named].sort(), [...Object.keys(valueRules), ...Object.keys(captureRules)].sort());
    assert.deepEqual([...named].sort(), Object.keys(knowledgeMeta.rules).sort());
  });

  it('links to the listed hosts only', () => {
    for (const entry of conditions) {
      for (const url of [...entry.links.map((link) => link.url), ...entry.open]) {
        const filled = url.includes('{') ? fillTemplate(url, { code: '53003' }) : url;
        assert.ok(filled && isAllowedLink(filled), `${entry.id}: ${url}`);
        if (filled.startsWith('https:')) assert.equal(currentAddress(filled), filled, `${entry.id}: moved`);
      }
    }
    for (const template of templates) assert.ok(template.usedIn.length > 0);
  });

  it('refuses everything else', () => {
    for (const url of [
      'http://learn.microsoft.com/en-us/',
      'https://learn.microsoft.com.example.com/',
      'https://user@learn.microsoft.com/',
      'https://learn.microsoft.com:8443/',
      'https://example.com/',
      'javascript:alert(1)',
      'edge://flags',
      'command:edgeSync.open',
      '',
    ]) {
      assert.equal(isAllowedLink(url), false, url);
    }
    assert.ok(edgePages.every(isAllowedLink));
    for (const code of ['', '12', '12345678', '53003&x=1', '53003\n']) {
      assert.equal(fillTemplate('https://login.microsoftonline.com/error?code={code}', { code }), undefined, code);
    }
  });

  it('leads old addresses to the present page', () => {
    const table: readonly (readonly [string, string])[] = [
      [
        'https://docs.microsoft.com/en-us/azure/information-protection/activate-service',
        'https://learn.microsoft.com/en-us/purview/activate-rights-management-service',
      ],
      [
        'https://learn.microsoft.com/azure/information-protection/requirements',
        'https://learn.microsoft.com/purview/rights-management-requirements',
      ],
      [
        'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-policies#SyncDisabled',
        'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-policies/syncdisabled',
      ],
      [
        'https://learn.microsoft.com/de-de/deployedge/microsoft-edge-browser-policies/forcesync',
        'https://learn.microsoft.com/de-de/deployedge/microsoft-edge-policies/forcesync',
      ],
      ['https://docs.microsoft.com/en-us/deployedge/', 'https://learn.microsoft.com/en-us/deployedge/'],
      [
        'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-policies',
        'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-policies',
      ],
      ['not an address', 'not an address'],
    ];
    for (const [old, now] of table) assert.equal(currentAddress(old), now);
  });

  it('places every front-end site in a country', () => {
    for (const [site, place] of Object.entries(frontDoorSites)) {
      assert.ok(siteCountries[place.slice(place.lastIndexOf(',') + 1).trim()], `${site}: ${place}`);
    }
    assert.ok(endpoints.length > 15);
  });

  it('speaks both languages', () => {
    for (const entry of conditions) {
      const german = localized(entry, 'de');
      assert.notEqual(german, localized(entry, 'en'));
      assert.ok(german.title && german.cause, entry.id);
      assert.notEqual(german.title, entry.title, `${entry.id}: title not translated`);
      assert.equal(german.fix.length, entry.fix.length, `${entry.id}: steps`);
      assert.equal(german.ask.length, entry.ask.length, `${entry.id}: questions`);
      assert.equal(german.note !== '', entry.note !== '', `${entry.id}: note`);
    }
  });

  it('is the only place with addresses for the user', () => {
    const allowed = new Set([
      ...conditions.flatMap((entry) => [...entry.links.map((link) => link.url), ...entry.open]),
      ...edgePages,
    ]);
    for (const file of filesIn('src').filter((name) => /src\/(diagnosis|text|reports|host)\//.test(name))) {
      const text = readFileSync(file, 'utf8');
      for (const hit of text.matchAll(/https:\/\/(?:learn|support|go|admin|entra|portal)\.[a-z.]+\/[\w/?=#.-]+/g)) {
        assert.ok(allowed.has(hit[0]), `${file}: ${hit[0]}`);
      }
    }
  });
});
