import assert from 'node:assert/strict';
import type { BodyShape, BodyView, TreeNodeView } from '../../../../src/analysis/views';
import { nodePlatform } from '../../../../src/platform/node';
import { writeSaz } from '../../../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../../../fixtures/saz';
import { type OpenFile, openInService } from '../../../fixtures/service';

const utf8 = new TextEncoder();
const saml = 'urn:oasis:names:tc:SAML:2.0:assertion';

async function bodyIn(
  type: string,
  text: string,
  shape: BodyShape['shape'],
): Promise<{ file: OpenFile; view: BodyView }> {
  const session = sazSession({
    request: httpMessage(['GET https://contoso.example/a HTTP/1.1']),
    response: httpMessage(['HTTP/1.1 200 OK', `Content-Type: ${type}`], utf8.encode(text)),
  });
  const file = await openInService('a.saz', writeSaz([session], nodePlatform));
  return { file, view: await file.ask('body', { key: 1, part: 'response', shape }) };
}

/** Every leaf of the tree of a body: its text, or the class and length of its chip. */
async function leavesOf(type: string, text: string): Promise<string[]> {
  const { file, view } = await bodyIn(type, text, 'tree');
  assert.ok(view.best.shape === 'tree');
  const { tree, roots } = view.best;
  const found: string[] = [];
  const walk = async (nodes: readonly TreeNodeView[]): Promise<void> => {
    for (const { id, name, value, hasChildren, type: kind } of nodes) {
      if (hasChildren) await walk((await file.ask('children', { tree, node: id, from: 0, to: 1000 })).nodes);
      else if (!/^(?:object|array)/.test(kind)) found.push(`${name}=${shown(value)}`);
    }
  };
  await walk(roots);
  return found;
}

function shown({ text, masked }: TreeNodeView['value']): string {
  return masked ? `${text}[${masked.class}, ${masked.length}]` : text;
}

describe('secrets in trees of bodies', () => {
  const xml: readonly [title: string, text: string, leaves: readonly string[]][] = [
    [
      'an element with a prefix',
      '<s:Envelope><o:Username>adele</o:Username><o:Password>hunter2hunter2</o:Password></s:Envelope>',
      ['o:Username=adele', 'o:Password=[password, 14]'],
    ],
    [
      'an element with an attribute',
      '\ufeff<?xml version="1.0"?>\r\n<u>\r\n<Password Type="urn:x#PasswordText">hunter22</Password><b>hunter22</b></u>',
      ['@Type=urn:x#PasswordText', '=[password, 8]', 'b=hunter22'],
    ],
    ['CDATA', '<u><Password Type="x"><![CDATA[hunter22]]></Password></u>', ['@Type=x', '=[password, 8]']],
    [
      'what is inside a token',
      `<r xmlns="${saml}"><Assertion ID="_1"><Issuer>https://sts</Issuer><Id Name="SAML">Zm9v</Id></Assertion><Issuer>me</Issuer></r>`,
      ['@xmlns', '@ID=[token, 2]', 'Issuer=[token, 11]', '@Name=[token, 4]', '=[token, 4]', 'Issuer=me'],
    ],
    [
      'what a license seals',
      '<X><ENABLINGBITS type="sealed-key"><VALUE encoding="base64" size="1536">c2VjcmV0</VALUE></ENABLINGBITS></X>',
      ['@type=sealed-key', '@encoding=base64', '@size=1536', '=[encrypted, 8]'],
    ],
    [
      'the value of a hidden field, told by the attribute beside it',
      '<form><input value="0123456789abcdef01234" type="hidden" name="flowToken"/><p>one <b>two</b> password: hunter22</p></form>',
      ['@value=[token, 21]', '@type=hidden', '@name=flowToken', '=one', 'b=two', '=[password, 18]'],
    ],
    [
      'a comment, and an element that is not closed',
      '<a><!-- password: hunter22 --><b x="1">note<Password>hunter22</Password>',
      ['<!-- -->=[password, 18]', '@x=1', '=note', 'Password=[password, 8]'],
    ],
  ];
  for (const [title, text, leaves] of xml) {
    it(`XML: ${title}`, async () => {
      const found = await leavesOf('text/xml', text);
      assert.deepEqual(
        found.map((one) => one.replace(/^@xmlns=.*/, '@xmlns')),
        leaves,
      );
    });
  }

  const json: readonly [value: unknown, leaves: readonly string[]][] = [
    [{ name: 'Cookie', value: 'a=hunter22' }, ['name=Cookie', 'value=[cookie, 10]']],
    [{ headers: [{ value: 'Basic dXNlcjpw', name: 'Authorization' }] }, ['value=[token, 14]', 'name=Authorization']],
    [{ cookies: [{ name: 'a', path: '/', value: 'hunter22' }] }, ['name=a', 'path=/', 'value=[cookie, 8]']],
    [{ a: { prik: { kty: 'RSA', d: 'hunter22' } } }, ['kty=RSA', 'd=[private key, 8]']],
    [{ list: [{ Key: { Size: 16, Value: 'hunter22' } }] }, ['Size=16', 'Value=[content key, 8]']],
    [{ 'o:Password': 'hunter22', d: 'x', value: 'y' }, ['o:Password=[password, 8]', 'd=x', 'value=y']],
    [{ note: 'GET / HTTP/1.1\r\nCookie: a=hunter22', password: null }, ['note=[cookie, 34]', 'password=null']],
  ];
  for (const [value, leaves] of json) {
    it(`JSON: ${JSON.stringify(value)}`, async () => {
      assert.deepEqual(await leavesOf('application/json', JSON.stringify(value)), leaves);
    });
  }
});

describe('secrets in parts of multipart bodies', () => {
  const part = (head: readonly string[], content: string) => ['--b', ...head, '', content];
  const rowsOf = async (type: string, parts: readonly string[]) => {
    const { view } = await bodyIn(`${type}; boundary=b`, [...parts, '--b--', ''].join('\r\n'), 'fields');
    assert.ok(view.best.shape === 'fields');
    return view.best.groups.map(({ rows }) => rows.map(({ name, value }) => `${name}: ${shown(value)}`));
  };

  it('are chips in headers and in content', async () => {
    const batch = part(
      ['Content-Type: application/http', 'Authorization: Basic dXNlcjpwYXNzd29yZDEyMw=='],
      'GET /x HTTP/1.1\r\nAuthorization: Basic dXNlcjpwYXNzd29yZDEyMw==\r\nHost: contoso.example',
    );
    const note = part(['Content-Disposition: form-data; name="note"'], 'password: hunter22\r\nbye');
    const field = part(['Content-Disposition: form-data; name="client_secret"'], 'hunter22hunter22');
    const [first = [], second = [], third = []] = await rowsOf('multipart/mixed', [...batch, ...note, ...field]);
    assert.deepEqual(first.slice(0, 2), ['Content-Type: application/http', 'Authorization: [token, 30]']);
    assert.doesNotMatch(first.join('\n'), /dXNlcjpw/);
    assert.match(first.join('\n'), /Host: contoso\.example/);
    assert.match(second.at(-1) ?? '', /^Content: password: \[password, 8\]\r\nbye\[password, 23\]$/);
    assert.equal(third.at(-1), 'Content: [client secret, 16]');
  });

  it('are chips in the first bytes of what is no text', async () => {
    const content = '\u0000\u0001\u0002\u0003 refresh_token=hunter22&x=1';
    const binary = part(['Content-Type: application/octet-stream'], content);
    const [rows = []] = await rowsOf('multipart/form-data', binary);
    assert.match(rows.at(-1) ?? '', /^First bytes: \[refresh token, \d+\]$/);
  });
});
