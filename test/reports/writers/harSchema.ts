/** JSON schema of HAR 1.2, written from its specification: required fields and their types. */
const text = { type: 'string' };
const number = { type: 'number' };
const moment = {
  type: 'string',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
};
const list = (items: object): object => ({ type: 'array', items });
/** An object with these fields; others must begin with an underscore or be named as optional. */
function object(required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}): object {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional, comment: text },
    patternProperties: { '^_': {} },
    additionalProperties: false,
  };
}
const pair = object({ name: text, value: text });
const cookie = object(
  { name: text, value: text },
  { path: text, domain: text, expires: text, httpOnly: { type: 'boolean' }, secure: { type: 'boolean' } },
);
const message = {
  cookies: list(cookie),
  headers: list(pair),
  httpVersion: text,
  headersSize: { type: 'integer' },
  bodySize: { type: 'integer' },
};
const request = object(
  { ...message, method: text, url: text, queryString: list(pair) },
  { postData: object({ mimeType: text }, { text, params: list({ type: 'object' }), encoding: text }) },
);
const content = object(
  { size: { type: 'integer' }, mimeType: text },
  { compression: number, text, encoding: { const: 'base64' } },
);
const response = object({ ...message, status: { type: 'integer' }, statusText: text, content, redirectURL: text });
const timings = object(
  { send: number, wait: number, receive: number },
  { blocked: number, dns: number, connect: number, ssl: number },
);
const entry = object(
  {
    startedDateTime: moment,
    time: { type: 'number', minimum: 0 },
    request,
    response,
    cache: { type: 'object' },
    timings,
  },
  { pageref: text, serverIPAddress: text, connection: text },
);

export const harSchema = {
  type: 'object',
  required: ['log'],
  properties: {
    log: object(
      { version: { const: '1.2' }, creator: object({ name: text, version: text }), entries: list(entry) },
      { pages: list({ type: 'object' }), browser: { type: 'object' } },
    ),
  },
  additionalProperties: false,
};
