import assert from 'node:assert/strict';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import {
  bodyKind,
  dechunk,
  decodeBody,
  decodeText,
  headerTokens,
  headerValue,
  headerValues,
  parseMultipart,
  parseParameters,
  parseRequestLine,
  parseSetCookie,
  parseStatusLine,
  parseUrlEncoded,
  requestCookies,
  responseCookies,
  splitHead,
} from '../../../../src/artifacts/capture/http';
import type { Header } from '../../../../src/artifacts/capture/model';
import { nodePlatform } from '../../../../src/platform/node';
import { webPlatform } from '../../../../src/platform/web';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const text = (value: Uint8Array) => Buffer.from(value).toString();
const fields = (...pairs: [string, string][]): Header[] => pairs.map(([name, value]) => ({ name, value }));

describe('http: heads', () => {
  const heads: [string, string, string, [string, string][], string][] = [
    ['CRLF', 'A\r\nb: c\r\n\r\nbody\r\n\r\nmore', 'A', [['b', 'c']], 'body\r\n\r\nmore'],
    ['LF', 'A\nb: c\n\nbody\r\n\r\nmore', 'A', [['b', 'c']], 'body\r\n\r\nmore'],
    ['no headers', 'A\r\n\r\nbody', 'A', [], 'body'],
    ['no end', 'A\r\nb: c', 'A', [['b', 'c']], ''],
    [
      'repeated and odd names',
      'A\r\nb:1\r\nB: 2 \r\nIE 7: yes\r\n:authority: h\r\nalone\r\n\r\n',
      'A',
      [
        ['b', '1'],
        ['B', '2'],
        ['IE 7', 'yes'],
        [':authority', 'h'],
        ['alone', ''],
      ],
      '',
    ],
    ['a folded value', 'A\r\nb: 1\r\n\t2\r\n 3\r\n\r\n', 'A', [['b', '1 2 3']], ''],
    ['nothing', '', '', [], ''],
  ];
  for (const [title, message, first, headers, body] of heads) {
    it(title, () => {
      const head = splitHead(bytes(message));
      assert.equal(head.firstLine, first);
      assert.deepEqual(
        head.headers.map(({ name, value }) => [name, value]),
        headers,
      );
      assert.equal(text(bytes(message).subarray(head.bodyStart)), body);
    });
  }

  it('reads values as UTF-8 where they are, else as Latin-1', () => {
    assert.equal(splitHead(bytes('A\r\nb: grüße\r\n\r\n')).headers[0]?.value, 'grüße');
    assert.equal(splitHead(latin('A\r\nb: grüße\r\n\r\n')).headers[0]?.value, 'grüße');
  });

  it('reads first lines', () => {
    assert.deepEqual(parseRequestLine('GET https://a/b c HTTP/1.1'), {
      method: 'GET',
      target: 'https://a/b c',
      protocol: 'HTTP/1.1',
    });
    assert.deepEqual(parseRequestLine('GET /x'), { method: 'GET', target: '/x', protocol: '' });
    assert.equal(parseRequestLine('nonsense'), undefined);
    assert.deepEqual(parseStatusLine('HTTP/1.1 200'), { protocol: 'HTTP/1.1', status: 200, reason: '' });
    assert.deepEqual(parseStatusLine('HTTP/2 404 Not  Found '), {
      protocol: 'HTTP/2',
      status: 404,
      reason: 'Not  Found',
    });
    assert.equal(parseStatusLine('200 OK'), undefined);
  });

  it('finds headers in any case, all of them, and their tokens', () => {
    const headers = fields(['Vary', 'a, B;q=1'], ['vary', 'c'], ['X', '']);
    assert.equal(headerValue(headers, 'VARY'), 'a, B;q=1');
    assert.equal(headerValue(headers, 'y'), undefined);
    assert.deepEqual(headerValues(headers, 'vary'), ['a, B;q=1', 'c']);
    assert.deepEqual(headerTokens(headers, 'vary'), ['a', 'b', 'c']);
    const { value, parameters } = parseParameters('text/html; charset="utf-8"; Title="a \\" b"; x=1');
    assert.deepEqual([value, ...parameters], ['text/html', ['charset', 'utf-8'], ['title', 'a " b'], ['x', '1']]);
  });

  it('reads cookies', () => {
    assert.deepEqual(requestCookies(fields(['Cookie', 'a=1; b=x=y; c'], ['cookie', 'a=2'])), [
      { name: 'a', value: '1' },
      { name: 'b', value: 'x=y' },
      { name: '', value: 'c' },
      { name: 'a', value: '2' },
    ]);
    const [first, second] = responseCookies(
      fields(
        ['Set-Cookie', 'a=1; Path=/; HttpOnly; Secure; SameSite=None; Partitioned'],
        ['set-cookie', 'b=2; Max-Age=60; Expires=Wed, 09 Jun 2027 10:18:14 GMT; Domain=.contoso.example'],
      ),
    );
    assert.deepEqual(
      [first?.path, first?.httpOnly, first?.secure, first?.sameSite, first?.other],
      ['/', true, true, 'None', ['Partitioned']],
    );
    assert.deepEqual(
      [second?.maxAge, second?.expires, second?.domain, second?.httpOnly],
      [60, 'Wed, 09 Jun 2027 10:18:14 GMT', '.contoso.example', false],
    );
    assert.equal(parseSetCookie('a=1; max-age=soon').maxAge, undefined);
  });
});

describe('http: chunks', () => {
  const cases: [string, string, string, string, number][] = [
    ['whole', '3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n', 'abcde', 'whole', 0],
    ['trailers', '3\r\nabc\r\n0\r\nX-Sum: 1\r\nY: 2\r\n\r\n', 'abc', 'whole', 2],
    ['empty', '', '', 'whole', 0],
    ['no last chunk', '3\r\nabc\r\n', 'abc', 'cut', 0],
    ['cut data', '5\r\nabc', 'abc', 'cut', 0],
    ['a bad size', '3\r\nabc\r\nzz\r\nabc', 'abc', 'cut', 0],
    ['LF only', '3\nabc\n0\n\n', 'abc', 'whole', 0],
    ['not chunked', '{"a":1}', '', 'none', 0],
    ['a word that is hexadecimal', 'face it\r\n', '', 'cut', 0],
    ['upper case', 'A\r\n0123456789\r\n0\r\n\r\n', '0123456789', 'whole', 0],
  ];
  for (const [title, input, output, state, trailers] of cases) {
    it(title, () => {
      const result = dechunk(bytes(input));
      assert.deepEqual([result.state, result.trailers.length], [state, trailers]);
      if (state !== 'cut' || output !== '') assert.equal(text(result.bytes), output);
    });
  }

  it('undoes any chunking and survives any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 })), (pieces) => {
        const wire = Buffer.concat([
          ...pieces.map((piece) =>
            Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
          ),
          Buffer.from('0\r\n\r\n'),
        ]);
        const result = dechunk(wire);
        assert.deepEqual([result.state, Buffer.from(result.bytes)], ['whole', Buffer.concat(pieces)]);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (any) => {
        dechunk(any);
      }),
    );
  });
});

describe('http: bodies', () => {
  const plain = 'A body that is long enough to be worth packing. '.repeat(20);
  const zstd = Buffer.from('KLUv/QRYWQAAaGVsbG8genN0ZApsV/lR', 'base64');
  const decode = (stored: Uint8Array, headers: Header[], platform = nodePlatform, limit?: number) =>
    decodeBody({ stored, headers, platform, artifact: 'a', session: 1, part: 'response', layer: 'entry', limit });
  const coded = (coding: string) => fields(['Content-Encoding', coding]);
  const chunk = (data: Uint8Array) =>
    Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n0\r\n\r\n')]);
  const cases: [string, Uint8Array, Header[], string, string[], string[]][] = [
    ['gzip', gzipSync(plain), coded('gzip'), plain, ['gzip'], []],
    ['x-gzip', gzipSync(plain), coded('x-gzip'), plain, ['gzip'], []],
    ['deflate with zlib', deflateSync(plain), coded('deflate'), plain, ['deflate'], []],
    ['deflate without zlib', deflateRawSync(plain), coded('deflate'), plain, ['deflate-raw'], []],
    ['br', brotliCompressSync(plain), coded('br'), plain, ['br'], []],
    ['zstd', zstd, coded('zstd'), 'hello zstd\n', ['zstd'], []],
    ['two encodings', brotliCompressSync(gzipSync(plain)), coded('gzip, br'), plain, ['br', 'gzip'], []],
    [
      'chunks and br',
      chunk(brotliCompressSync(plain)),
      [...coded('br'), ...fields(['Transfer-Encoding', 'chunked'])],
      plain,
      ['chunked', 'br'],
      [],
    ],
    [
      'gzip as transfer encoding',
      chunk(gzipSync(plain)),
      fields(['Transfer-Encoding', 'gzip, chunked']),
      plain,
      ['chunked', 'gzip'],
      [],
    ],
    ['identity', bytes(plain), coded('identity'), plain, [], []],
    ['an unknown encoding', bytes(plain), coded('sdch'), plain, [], ['http-encoding-unknown']],
    ['gzip that is text', bytes(plain), coded('gzip'), plain, [], ['http-decode-failed']],
    ['br that is text', bytes(plain), coded('br'), plain, [], ['http-decode-failed']],
    ['deflate that is text', bytes(plain), coded('deflate'), plain, [], ['http-decode-failed']],
    ['br that is gzip', gzipSync(plain), coded('br'), plain, ['gzip'], ['http-encoding-other']],
    ['chunked that is not', bytes(plain), fields(['Transfer-Encoding', 'chunked']), plain, [], ['http-not-chunked']],
    ['a body that was removed', bytes('***SANITIZED***'), coded('br'), '***SANITIZED***', [], ['http-sanitized']],
    ['an encoding of nothing', new Uint8Array(0), coded('gzip'), '', [], []],
  ];
  for (const [title, stored, headers, expected, layers, problems] of cases) {
    it(title, () => {
      for (const platform of [nodePlatform, webPlatform]) {
        const body = decode(stored, headers, platform);
        assert.equal(text(body.bytes), expected);
        assert.deepEqual(body.layers, ['entry', ...layers]);
        assert.deepEqual(
          body.problems.map(({ code }) => code),
          problems,
        );
      }
    });
  }

  it('keeps the beginning of cut data and says so', () => {
    const long = Array.from({ length: 4000 }, (_, i) => `line ${i * 7919}`).join('\n');
    for (const [coding, packed] of [
      ['gzip', gzipSync(long)],
      ['deflate', deflateSync(long)],
      ['br', brotliCompressSync(long)],
    ] as const) {
      const body = decode(packed.subarray(0, packed.length >> 1), coded(coding));
      assert.equal(body.complete, false);
      assert.deepEqual(
        body.problems.map(({ code }) => code),
        ['http-decode-cut'],
      );
      assert.ok(body.bytes.length > 1000);
      assert.equal(text(body.bytes), long.slice(0, body.bytes.length));
    }
    const chunks = decode(bytes('5\r\nabcde\r\n9\r\nfg'), fields(['Transfer-Encoding', 'chunked']));
    assert.deepEqual(
      [text(chunks.bytes), chunks.complete, chunks.problems[0]?.message.args],
      ['abcdefg', false, { at: '15' }],
    );
  });

  it('stops at the limit', () => {
    for (const packed of [gzipSync(Buffer.alloc(1 << 20)), deflateSync(Buffer.alloc(1 << 20))]) {
      const body = decode(packed, coded(packed[0] === 0x1f ? 'gzip' : 'deflate'), nodePlatform, 1000);
      assert.deepEqual(
        [body.bytes.length <= 1000, body.complete, body.problems[0]?.code],
        [true, false, 'http-body-limit'],
      );
    }
  });

  it('survives any body under any encoding', () => {
    const coding = fc.constantFrom('gzip', 'deflate', 'br', 'zstd', 'gzip, br', 'chunked');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), coding, (stored, name) => {
        decode(stored, [...coded(name), ...fields(['Transfer-Encoding', name])], nodePlatform, 1 << 16);
      }),
      { numRuns: 150 },
    );
  });
});

describe('http: text and kinds', () => {
  const texts: [string, Uint8Array, string, string, string][] = [
    ['UTF-8', bytes('größe'), '', 'größe', 'utf-8'],
    ['a byte order mark', Buffer.from('\u{feff}größe', 'utf16le'), 'text/plain; charset=utf-8', 'größe', 'utf-16le'],
    ['a charset', latin('größe'), 'text/plain; charset=ISO-8859-1', 'größe', 'windows-1252'],
    ['an unknown charset', bytes('größe'), 'text/plain; charset=none', 'größe', 'utf-8'],
    [
      'an XML declaration',
      latin('<?xml version="1.0" encoding="iso-8859-1"?><a>ö</a>'),
      '',
      '<?xml version="1.0" encoding="iso-8859-1"?><a>ö</a>',
      'windows-1252',
    ],
    [
      'an HTML declaration',
      latin('<meta charset="windows-1252">ö'),
      'text/html',
      '<meta charset="windows-1252">ö',
      'windows-1252',
    ],
    [
      'XML that says UTF-16 and is not',
      bytes('<?xml version="1.0" encoding="utf-16"?><a/>'),
      '',
      '<?xml version="1.0" encoding="utf-16"?><a/>',
      'utf-8',
    ],
    ['UTF-16 without a mark', Buffer.from('{"a": 1}', 'utf16le'), 'application/json', '{"a": 1}', 'utf-16le'],
    ['bytes that are not UTF-8', latin('größe'), '', 'größe', 'windows-1252'],
  ];
  for (const [title, input, type, expected, encoding] of texts) {
    it(`text: ${title}`, () => {
      const result = decodeText(input, type);
      assert.deepEqual([result.text, result.encoding], [expected, encoding]);
    });
  }

  const kinds: [string, Uint8Array, string, string][] = [
    ['nothing', new Uint8Array(0), 'text/html', 'empty'],
    ['JSON', bytes('{"a":1}'), 'application/json; charset=utf-8', 'json'],
    ['JSON by its look', bytes(' [1, 2]'), 'text/plain', 'json'],
    ['JSON called HTML', bytes('{"a":1}'), 'text/html', 'json'],
    ['JSON behind a guard', bytes(')]}\'\n{"a":1}'), '', 'json'],
    ['problem details', bytes('{"a":1}'), 'application/problem+json', 'json'],
    ['HTML', bytes('<!DOCTYPE html><html>'), 'text/html', 'html'],
    ['HTML called JSON', bytes('<html><body>error'), 'application/json', 'html'],
    ['XML', bytes('<?xml version="1.0"?><a/>'), 'text/xml', 'xml'],
    ['SOAP', bytes('<s:Envelope xmlns:s="x">'), 'application/soap+xml', 'xml'],
    ['a form', bytes('a=1&b=2'), 'application/x-www-form-urlencoded', 'form'],
    ['multipart', bytes('--x\r\n\r\n\r\n--x--'), 'multipart/form-data; boundary=x', 'multipart'],
    ['PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'text/plain', 'image'],
    ['SVG', bytes('<svg xmlns="x">'), 'image/svg+xml', 'xml'],
    ['protobuf', Uint8Array.of(8, 1), 'application/x-protobuf', 'protobuf'],
    ['MessagePack', Uint8Array.of(0x81, 1, 2), 'application/msgpack', 'messagepack'],
    ['ZIP', bytes('PK\u0003\u0004'), 'application/octet-stream', 'zip'],
    ['script', bytes('var a = 1;'), 'text/javascript', 'javascript'],
    ['CSS', bytes('a { b: c }'), 'text/css', 'css'],
    ['text', bytes('hello'), '', 'text'],
    ['bytes', Uint8Array.of(0, 1, 2, 3), 'text/plain', 'binary'],
    ['JSON in UTF-16', Buffer.from('\u{feff}{"a":1}', 'utf16le'), 'application/json', 'json'],
  ];
  for (const [title, input, type, kind] of kinds) it(`kind: ${title}`, () => assert.equal(bodyKind(input, type), kind));

  it('reads forms with their places', () => {
    const form = 'a=1&b=x%20y+z&&c&d=%ff&e=gr%C3%BC%C3%9Fe&f=100%';
    const found = parseUrlEncoded(form);
    assert.deepEqual(
      found.map(({ name, value }) => [name, value]),
      [
        ['a', '1'],
        ['b', 'x y z'],
        ['c', ''],
        ['d', 'ÿ'],
        ['e', 'grüße'],
        ['f', '100%'],
      ],
    );
    assert.deepEqual(
      found.map(({ start, end }) => form.slice(start, end)),
      ['a=1', 'b=x%20y+z', 'c', 'd=%ff', 'e=gr%C3%BC%C3%9Fe', 'f=100%'],
    );
  });

  it('reads multipart bodies', () => {
    const lines = [
      'preamble',
      '--b--x',
      '--bo',
      'Content-Disposition: form-data; name="field"',
      '',
      'value',
      'two --bo',
      '--bo',
      'Content-Disposition: form-data; name="file"; filename="a.bin"',
      'Content-Type: application/octet-stream',
      '',
      '',
      '--bo',
      '',
      'no headers',
      '--bo--',
      'epilogue',
    ];
    const body = bytes(lines.join('\r\n'));
    const found = parseMultipart(body, 'multipart/form-data; boundary="bo"');
    assert.equal(found?.complete, true);
    assert.deepEqual(
      found?.parts.map((part) => [
        part.name,
        part.fileName,
        part.contentType,
        text(body.subarray(part.start, part.end)),
      ]),
      [
        ['field', '', '', 'value\r\ntwo --bo'],
        ['file', 'a.bin', 'application/octet-stream', ''],
        ['', '', '', 'no headers'],
      ],
    );
    assert.equal(parseMultipart(body.subarray(0, 120), 'multipart/form-data; boundary=bo')?.complete, false);
    assert.equal(parseMultipart(body, 'multipart/form-data'), undefined);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('--b', '\r\n', 'a: b', '\n', '--', 'x')), (pieces) => {
        const input = bytes(pieces.join(''));
        for (const { start, end } of parseMultipart(input, 'multipart/x; boundary=b')?.parts ?? [])
          assert.ok(start <= end && end <= input.length);
      }),
    );
  });

  it('makes text of any bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.constantFrom('', 'text/html; charset=utf-16', 'a/b; charset="x'),
        (input, type) => {
          decodeText(input, type);
          bodyKind(input, type);
          splitHead(input);
        },
      ),
    );
  });
});
