import assert from 'node:assert/strict';
import {
  MaskedText,
  memberOf,
  SecretPlaces,
  secretsIn,
  secretsInHeader,
  secretsOf,
  secretsOfField,
} from '../../src/analysis/masking';
import { decodeLicense } from '../../src/decoders/license';
import { nodePlatform } from '../../src/platform/node';
import { gluedChain } from '../fixtures/license/chain';
import { staysQuick } from '../fixtures/watch';

const masked = (text: string): string => new MaskedText(text, secretsIn(text), ({ class: name }) => `[${name}]`).text;

describe('masking of texts', () => {
  it('leaves error codes alone and masks authorization codes', () => {
    for (const code of [
      'Microsoft.RightsManagement.Exceptions.NotSignedUpException',
      'Microsoft.RightsManagement2.Exceptions.ServiceDisabledException',
      'InvalidAuthenticationToken401Error',
    ]) {
      const text = JSON.stringify({ Code: code, Message: 'x' });
      assert.equal(masked(text), text);
    }
    assert.equal(masked('code=0.AXkAabcdefghijklmnop1234567890.AgABAAEAAAD&state=1'), 'code=[code]&state=1');
    assert.equal(masked('{"code":"M.R3_BAY.0123456789abcdef-0123"}'), '{"code":"[code]"}');
  });

  it('masks what the license service hands out, also inside JSON in JSON', () => {
    const answer = JSON.stringify({ Key: { Size: 32, Value: 'c2VjcmV0' }, EncryptedApplicationData: 'c2VjcmV0' });
    for (const text of [answer, JSON.stringify({ body: answer })]) assert.doesNotMatch(masked(text), /c2VjcmV0/);
    assert.doesNotMatch(masked(JSON.stringify({ SerializedThinCLC: 'c2VjcmV0' })), /c2VjcmV0/);
  });

  it('masks the sealed keys of a license in clear', () => {
    const chain = gluedChain({ form: 'full' });
    const shown = masked(chain);
    const sealed = (decodeLicense(chain, nodePlatform)?.certificates ?? []).flatMap(({ sensitive }) =>
      sensitive.filter((one) => one.class === 'sealed-key' || one.class === 'encrypted-rights'),
    );
    assert.ok(sealed.length > 0);
    for (const { span } of sealed) assert.ok(!shown.includes(chain.slice(span.start, span.end)));
  });

  it('leaves what Fiddler has removed, but nothing beside it', () => {
    const mark = '***SANITIZED***';
    for (const text of [
      `Authorization: ${mark}`,
      `Authorization: Bearer ${mark}`,
      `Cookie: a=${mark}; b=${mark}`,
      `grant_type=x&refresh_token=${mark}&client_secret=${mark}`,
      `{"access_token":"${mark}"}`,
    ]) {
      assert.equal(masked(text), text);
    }
    assert.deepEqual(secretsInHeader('Set-Cookie', `a=${mark}; Path=/`), []);
    assert.equal(masked(`Cookie: a=${mark}; b=secretvalue`), `Cookie: a=${mark}; b=[cookie]`);
    assert.doesNotMatch(masked(`Authorization: Bearer ${mark}secretvaluebehind`), /secretvalue/);
    assert.doesNotMatch(masked(`Authorization: ${mark};secretvaluebehind`), /secretvalue/);
  });

  it('takes a value for masked only when it is nothing but dots, class and length', () => {
    for (const value of [
      'pa•ss',
      '•hunter22',
      '••••••hunter22',
      '••••••, hunter22',
      '\u2022\u2022',
      'hunter22 ••••••',
    ]) {
      assert.doesNotMatch(masked(JSON.stringify({ password: value })), /•|hunter/, value);
    }
    assert.equal(masked('Cookie: a=pa•ss'), 'Cookie: a=[cookie]');
    for (const text of [
      '{"password":"•••••• password, 39"}',
      '{"password":"•••••• (1,039)"}',
      '{"channelurl":"•••••• channel address"}',
      'refresh_token=[•••, 39]&x=1',
      '{"refresh_token":"[•••, 39]"}',
      'Authorization: Bearer •••••• (39)',
      'password: ••••••',
      'Cookie: a=•••••• Cookie, 12; b=••••••',
    ]) {
      assert.equal(masked(text), text);
    }
  });

  it('masks elements whose content stands in CDATA, and hidden fields whose value comes first', () => {
    for (const [text, shown] of [
      ['<Password><![CDATA[hunter22]]></Password>', '<Password><![CDATA[[password]]]></Password>'],
      ['<o:Password Type="a">\n<![CDATA[a<b>]c]]>', '<o:Password Type="a">\n<![CDATA[[password]]]>'],
      ['<Password><![CDATA[hunter22', '<Password><![CDATA[[password]'],
      ['<title><![CDATA[hunter22]]></title>', '<title><![CDATA[hunter22]]></title>'],
      [
        '<input value="0123456789abcdefghijk" type="hidden" name="flowToken">',
        '<input value="[token]" type="hidden" name="flowToken">',
      ],
      [
        '<a value="x"><input value="1" other-value="2" value="hunter22" name="passwd">',
        '<a value="x"><input value="1" other-value="2" value="[password]" name="passwd">',
      ],
    ] as const) {
      assert.equal(masked(text), shown);
    }
  });

  it('masks every cookie of a list, whatever its values hold, and of a list that is cut', () => {
    const cookies = [
      { name: 'a', value: 'x]y' },
      { name: 'b', value: 'one', tags: ['t'] },
      { name: 'c', value: 'two"]' },
    ];
    const list = JSON.stringify({ cookies, value: 'shown' });
    const doubled = JSON.stringify({ cookies: cookies.slice(0, 2) }).replaceAll('"', '""');
    for (const text of [list, JSON.stringify({ body: list }), list.slice(0, -20), doubled]) {
      assert.doesNotMatch(masked(text), /x\]y|one|two/);
    }
    assert.match(masked(list), /"value":"shown"\}$/);
    assert.doesNotMatch(masked('{"cookies":[{"name":"a","value":"left of a cut te'), /left/);
    // A list that begins in a text ends with it.
    const script = JSON.stringify({ text: 'var s=\'{"cookies":[\';', cookies, x: 'say "hi"' });
    assert.doesNotMatch(masked(script), /one|two/);
    const empty = '{"cookies":[{"name":"a","value":null,"path":"/"}]}';
    assert.equal(masked(empty), empty);
  });

  it('masks pairs in either order, lists of strings, and what stands behind a control character', () => {
    for (const [text, shown] of [
      ['{"value":"sid=hunter22","name":"Cookie"}', '{"value":"sid=[cookie]","name":"Cookie"}'],
      ['{"value":"hunter22","name":"password"}', '{"value":"[password]","name":"password"}'],
      ['[{"value":"shown"},{"name":"password"}]', '[{"value":"shown"},{"name":"password"}]'],
      ['{"value":"a \\"b\\"","name":"password"}', '{"value":"[password]","name":"password"}'],
      ['{"Cookie":["a=hunter22", "b=two"],"x":["c"]}', '{"Cookie":["[cookie]", "[cookie]"],"x":["c"]}'],
      ['{"password": [\n"hunter22"\n]}', '{"password": [\n"[password]"\n]}'],
      ['{"password":["hunter22', '{"password":["[password]'],
      ['\u0002password=hunter22\u0003', '\u0002password=[password]'],
      ['{password=hunter22, user=a}', '{password=[password] user=a}'],
    ] as const) {
      assert.equal(masked(text), shown);
      if (text.startsWith('{"') && text.endsWith('}')) {
        assert.doesNotMatch(masked(JSON.stringify({ body: text })), /hunter22/, text);
      }
    }
  });

  it('judges a named value by its name, its surroundings and its look', () => {
    const parts = (value: string, secrets: ReturnType<typeof secretsOf>) => [
      ...new Set(secrets.map(({ span, class: kind }) => `${kind} ${value.slice(span.start, span.end)}`)),
    ];
    const of = (name: string, value: string, ...within: string[]) =>
      parts(value, secretsOf(name, value, memberOf(name, within)));
    assert.deepEqual(of('o:Password', 'hunter22'), ['password hunter22']);
    assert.deepEqual(of('Value', 'hunter22', 'list', '0', 'Key'), ['contentKey hunter22']);
    assert.deepEqual(of('Value', 'hunter22'), []);
    assert.deepEqual(of('value', 'hunter22', 'cookies', '3'), ['cookie hunter22']);
    assert.deepEqual(of('d', 'hunter22', 'prik'), ['privateKey hunter22']);
    assert.deepEqual(of('note', 'Say "hi",\nclient_secret=hunter22hunter22&x=1'), ['clientSecret hunter22hunter22']);
    assert.deepEqual(of('password', 'a "quoted" one\\'), ['password a "quoted" one\\']);
    assert.deepEqual(of('password', 'null'), []);
    assert.deepEqual(of('', 'password: hunter22'), ['password hunter22']);
    assert.deepEqual(parts('hunter22', secretsOfField('a.cookies[0].value', 'hunter22')), ['cookie hunter22']);
    assert.deepEqual(parts('x=1', secretsOf('Set-Cookie', 'x=1', memberOf('value', [], 'Set-Cookie'))), ['cookie 1']);
  });

  it('finds the secret at a place of a text', () => {
    const text = '{"a":1,"password":"hunter22","b":"x","client_secret":"hunter22hunter22"}';
    const places = new SecretPlaces(text);
    const at = (part: string) => places.in({ start: text.indexOf(part), end: text.indexOf(part) + part.length })?.class;
    assert.deepEqual(['"a":1', 'ter2', '"x"', '"b":"x","client_secret":"h', '"}'].map(at), [
      undefined,
      'password',
      undefined,
      'clientSecret',
      undefined,
    ]);
  });

  it('ends quickly on hostile texts', async () => {
    const inside = JSON.stringify({ password: 'hunter22' }).repeat(4000);
    await staysQuick('many secrets in one value', () => secretsOf('text', inside));
    const name = 'n'.repeat(1_000_000);
    await staysQuick('a long name around many values', () => {
      for (let at = 0; at < 500; at++) secretsOf('a', '1', memberOf('a', [name]));
    });
    for (const piece of [
      '<ENABLINGBITS ',
      '<ENABLINGBITS><VALUE ',
      '"Key":{',
      '<AUTHENTICATEDDATA ',
      '<Password><![CDATA[',
      'value="x" ',
      '"cookies":[',
      '"cookies":["value":"',
      '"password":[ ',
      '"password":["", ',
      '"value":"\\"',
      '"value":"x", ',
      '\\\\"value\\\\":',
    ]) {
      const text = piece.repeat(4000);
      await staysQuick(piece, () => secretsIn(text));
    }
  });
});
