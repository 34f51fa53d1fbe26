import assert from 'node:assert/strict';
import { conditions, endpoints, isAllowedLink, linkHosts } from '../../src/knowledge';
import { runOn } from '../fixtures/commandLine';
import { filesIn, read } from '../rooms/sources';

/** Addresses in code that nobody opens: names of formats, and where a format is described. */
const names: readonly RegExp[] = [
  /^http:\/\/(?:www\.)?w3\.org\//,
  /^http:\/\/schemas\.(?:microsoft\.com|xmlsoap\.org|openxmlformats\.org)\//,
  /^https:\/\/docs\.oasis-open\.org\/sarif\//,
];

/** What a page may be asked with: the code's own placeholder. */
const templates = /^https:\/\/login\.microsoftonline\.com\/error\?code=\{code\}$/;

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

/** Whole addresses with a host; `https://${name}` and patterns are none. */
function addressesIn(text: string): string[] {
  return [...text.matchAll(/\bhttps?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s'"`<>)\\]*/gi)].map(([address]) =>
    address.replace(/[.,;]+$/, ''),
  );
}

describe('addresses', () => {
  it('that the product links to are in the knowledge data, with their check state', () => {
    const states = ['current', 'moved', 'unchecked'];
    for (const { id, links } of conditions) {
      for (const { url, status } of links) {
        assert.ok(isAllowedLink(url), `${id}: ${url}`);
        assert.ok(states.includes(status), `${id}: ${url} is ${status}`);
      }
    }
    assert.ok(linkHosts.every(({ host }) => /^[a-z0-9.-]+$/.test(host)));
  });

  it('are nowhere else in the code', () => {
    const known = new Set(conditions.flatMap(({ links, open }) => [...links.map(({ url }) => url), ...open]));
    const documented = endpoints.flatMap(({ hosts }) => hosts);
    const found = [...filesIn('src'), ...filesIn('webview')]
      .filter((file) => !file.startsWith('src/knowledge/data/'))
      .flatMap((file) => addressesIn(withoutComments(read(file))).map((address) => ({ file, address })));
    const foreign = found.filter(
      ({ address }) =>
        !known.has(address) &&
        !(templates.test(address) && documented.includes(new URL(address).hostname)) &&
        !names.some((name) => name.test(address)),
    );
    assert.deepEqual(foreign, []);
  });

  it('are seen by this test where they stand', () => {
    assert.deepEqual(addressesIn("open('https://evil.example/a?b=1');"), ['https://evil.example/a?b=1']);
    assert.deepEqual(addressesIn(withoutComments('// https://evil.example/\nx')), []);
  });
});

describe('the command line', () => {
  async function run(...args: string[]): Promise<readonly string[]> {
    const { status, out } = await runOn({}, ...args);
    assert.equal(status, 0);
    return out;
  }

  it('lists every condition, as text and as JSON', async () => {
    const ids = conditions.map(({ id }) => id);
    assert.deepEqual(
      (await run('knowledge')).map((line) => line.split('\t')[0]),
      ids,
    );
    const shown = JSON.parse((await run('knowledge', '--format', 'json')).join('\n')) as {
      version: number;
      conditions: { id: string }[];
    };
    assert.equal(shown.version, 1);
    assert.deepEqual(
      shown.conditions.map(({ id }) => id),
      ids,
    );
  });

  it('shows one in full, with its links, in both languages', async () => {
    for (const { id, links } of conditions.slice(0, 20)) {
      const [english, german] = [await run('knowledge', id), await run('knowledge', id, '--lang', 'de')];
      for (const { url } of links)
        assert.ok(
          english.some((line) => line.includes(url)),
          id,
        );
      assert.notDeepEqual(english, german, id);
    }
  });
});
