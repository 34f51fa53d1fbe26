import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import { type DecodedValue, decodedValues, valuesJson } from '../../src/analysis/decodedValues';
import { nodePlatform } from '../../src/platform/node';
import { gluedChain } from '../fixtures/license/chain';
import { encodeSyncMessage } from '../fixtures/sync/encode';
import { edgeClaims, makeRefreshToken, makeToken } from '../fixtures/token/make';

const problems = {
  type: 'array',
  items: {
    type: 'object',
    required: ['code', 'message', 'place'],
    properties: {
      code: { type: 'string' },
      message: { type: 'string' },
      place: { type: 'object', required: ['artifact', 'layers'] },
    },
  },
};
const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const claims = {
  type: 'array',
  items: { type: 'object', required: ['name', 'value', 'meaning'], properties: { name: text, meaning: textOrNull } },
};
const head = (kind: string) => ({ version: { const: 1 }, kind: { const: kind }, problems });

/** The shapes that programs rely on, by kind. */
const shapes = {
  token: {
    type: 'object',
    required: ['version', 'kind', 'format', 'header', 'claims', 'signature', 'problems'],
    properties: {
      ...head('token'),
      format: text,
      header: claims,
      claims: { ...claims, minItems: 5 },
      signature: { type: 'object', required: ['state', 'words'], properties: { state: text, words: text } },
    },
  },
  'publishing-license': {
    type: 'object',
    additionalProperties: false,
    required: ['version', 'kind', 'certificates', 'tenant', 'serviceId', 'region', 'contentId', 'owner', 'problems'],
    properties: {
      ...head('publishing-license'),
      certificates: {
        type: 'array',
        minItems: 8,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['type', 'issued', 'digest', 'signature'],
          properties: {
            type: text,
            issued: textOrNull,
            digest: { enum: ['match', 'mismatch', 'absent'] },
            signature: { enum: ['fits-named-key', 'does-not-fit', 'not-checked'] },
          },
        },
      },
      tenant: textOrNull,
      serviceId: textOrNull,
      region: textOrNull,
      contentId: textOrNull,
      owner: textOrNull,
    },
  },
  'end-user-license': {
    type: 'object',
    additionalProperties: false,
    required: ['version', 'kind', 'accessStatus', 'rights', 'error', 'problems'],
    properties: {
      ...head('end-user-license'),
      accessStatus: textOrNull,
      rights: {
        type: 'array',
        items: { type: 'object', required: ['name', 'meaning'], properties: { name: text, meaning: text } },
      },
      error: {
        type: ['object', 'null'],
        required: ['code', 'meaning'],
        properties: { code: text, meaning: text },
      },
    },
  },
  'sync-message': {
    type: 'object',
    required: ['version', 'kind', 'message', 'fields', 'unknownFields', 'problems'],
    properties: {
      ...head('sync-message'),
      message: textOrNull,
      unknownFields: { type: 'integer' },
      fields: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['number', 'name', 'type', 'value', 'meaning', 'masked', 'offset', 'length'],
        },
      },
    },
  },
} as const;

const ajv = new Ajv({ strict: false });
const options = { platform: nodePlatform, language: 'en', source: 'value' } as const;
const decode = (input: string | Uint8Array, more: object = {}) => decodedValues(input, { ...options, ...more });
const kinds = (values: readonly DecodedValue[]) => values.map(({ kind }) => kind);

function assertShape(kind: keyof typeof shapes, value: unknown): void {
  const plain: unknown = JSON.parse(JSON.stringify(value));
  const check = ajv.compile(shapes[kind]);
  assert.ok(check(plain), `${kind}: ${ajv.errorsText(check.errors)}`);
}

const token = makeToken(edgeClaims(1_763_800_000));
const refresh = makeRefreshToken();
const chain = gluedChain({ form: 'full' });
const contentKey = 'c2VjcmV0LWNvbnRlbnQta2V5LXNlY3JldC1rZXk=';
const granted = JSON.stringify({
  AccessStatus: 'AccessGranted',
  Key: { Value: contentKey, Algorithm: 'AES', Size: 32 },
  Rights: ['VIEW', 'EXPORT'],
  Owner: 'adele@contoso.com',
});
const sync = encodeSyncMessage('response', {
  error_code: 'SUCCESS',
  get_updates: {
    entries: [{ id_string: 'a', name: 'secret name', specifics: { bookmark: { url: 'https://secret.example/' } } }],
  },
});

describe('decoding of values', () => {
  it('gives tokens their shape, without signature and refresh tokens', async () => {
    const [value] = await decode(token);
    assertShape('token', value?.json);
    const [plain, opened] = await Promise.all(
      [false, true].map(async (reveal) => JSON.stringify(valuesJson(await decode(refresh, { reveal })))),
    );
    assert.match(plain ?? '', /refresh-token/);
    for (const output of [plain, opened, JSON.stringify(value?.json)]) {
      assert.ok(!output?.includes(token.split('.')[2] ?? '?') && !output?.includes(refresh.slice(60, 100)));
    }
  });

  it('gives licenses their shape, in every wrapping', async () => {
    for (const input of [
      chain,
      Buffer.from(chain, 'utf16le'),
      Buffer.from(chain, 'utf16le').toString('base64'),
      JSON.stringify({ SerializedPublishingLicense: Buffer.from(chain, 'utf16le').toString('base64') }),
      gzipSync(chain),
    ]) {
      const values = await decode(typeof input === 'string' ? input : new Uint8Array(input));
      assert.deepEqual(kinds(values), ['publishing-license']);
      assertShape('publishing-license', values[0]?.json);
    }
  });

  it('gives answers of the license service their shape, without the content key', async () => {
    for (const reveal of [false, true]) {
      const [value] = await decode(granted, { reveal });
      assertShape('end-user-license', value?.json);
      assert.ok(!JSON.stringify(value?.json).includes(contentKey));
    }
    const error = { Code: 'Microsoft.RightsManagement.Exceptions.NotSignedUpException', Message: 'x' };
    const [value] = await decode(JSON.stringify(error));
    assertShape('end-user-license', value?.json);
    assert.ok(value?.kind === 'end-user-license');
    assert.equal(value.answer.error?.code, error.Code);
    assert.notEqual(value.answer.error?.meaning, undefined);
  });

  it('gives sync messages their shape: plain, gzip, Base64, Base64 of gzip; content only when asked for', async () => {
    for (const input of [
      sync,
      new Uint8Array(gzipSync(sync)),
      Buffer.from(sync).toString('base64'),
      ` ${Buffer.from(gzipSync(sync)).toString('base64')}\n`,
    ]) {
      const values = await decode(input);
      assert.deepEqual(kinds(values), ['sync-message']);
      assertShape('sync-message', values[0]?.json);
      assert.doesNotMatch(JSON.stringify(values[0]?.json), /secret/);
    }
    const [opened] = await decode(sync, { reveal: true });
    assert.match(JSON.stringify(opened?.json), /secret\.example/);
  });

  it('takes several values of one text in their order', async () => {
    const values = await decode(`first ${token}\nthen ${Buffer.from(chain).toString('base64')}\nand ${token}`);
    assert.deepEqual(kinds(values), ['token', 'publishing-license', 'token']);
    const list = valuesJson(values);
    assert.ok(Array.isArray(list) && list.length === 3);
  });

  it('explains codes in hex, unsigned and signed, ids and times', async () => {
    for (const code of ['0xCAA2000C', '3399614476', '-895352820']) {
      const [value] = await decode(code);
      assert.ok(value?.kind === 'code', code);
      assert.match(value.words[0] ?? '', /0xCAA2000C.*3399614476.*-895352820/);
    }
    for (const input of ['ecd6b820-32c2-49b6-98a6-444530e5a77a', '1763802751207', 'AADSTS50076']) {
      assert.deepEqual(kinds(await decode(input)), ['code'], input);
    }
  });

  it('says so when there is nothing to decode', async () => {
    for (const input of ['', 'plain words', new Uint8Array([1, 2, 3]), '<kml></kml>', '{"a":1}']) {
      assert.deepEqual(valuesJson(await decode(input)), { version: 1, kind: null, problems: [] });
    }
  });
});
