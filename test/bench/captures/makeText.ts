import { closeSync, openSync, writeSync } from 'node:fs';
import { constantsLine, event, request } from '../../artifacts/capture/netlog/make';

/*
 * Writes a large HAR or NetLog: `makeText har|netlog FILE BYTES`. Bodies are the bulk of the HAR, as in real exports:
 * JSON and script texts full of escapes, and Base64.
 */
const [, , kind, file = '', size = '0'] = process.argv;
const wanted = Number(size);
const out = openSync(file, 'w');
let written = 0;
let buffer: string[] = [];
let buffered = 0;

function write(text: string): void {
  buffer.push(text);
  buffered += text.length;
  if (buffered < 1 << 22) return;
  written += writeSync(out, buffer.join(''));
  buffer = [];
  buffered = 0;
}

function headers(count: number): { name: string; value: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `x-header-${index}`,
    value: `value ${index} of some length`,
  }));
}

const json = JSON.stringify(
  Array.from({ length: 160 }, (_, id) => ({ id, name: `item "${id}"`, path: 'C:\\temp', ä: [1, 2, 3] })),
);
const script = 'function f(a){if(a>1){return "text"}\n\treturn a*2}\n'.repeat(300);
const image = Buffer.alloc(16_000, 'binary data ').toString('base64');

function makeHar(): void {
  write('{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[');
  for (let index = 0; written + buffered < wanted; index++) {
    const content =
      index % 3 === 0
        ? { size: image.length, mimeType: 'image/png', text: image, encoding: 'base64' }
        : { size: 9000, mimeType: 'application/json', text: index % 3 === 1 ? json : script };
    const entry = {
      startedDateTime: new Date(1_795_000_000_000 + index * 10).toISOString(),
      time: 12.5,
      request: {
        method: 'POST',
        url: `https://host${index % 40}.example/path/${index}?a=b`,
        httpVersion: 'h2',
        headers: headers(12),
        queryString: [],
        cookies: [],
        headersSize: -1,
        bodySize: 0,
      },
      response: {
        status: 200,
        statusText: '',
        httpVersion: 'h2',
        headers: headers(12),
        cookies: [],
        content,
        redirectURL: '',
        headersSize: -1,
        bodySize: 5000,
      },
      cache: {},
      timings: { blocked: 1, dns: 1, connect: 1, send: 1, wait: 1, receive: 1, ssl: 1 },
    };
    write(`${index === 0 ? '' : ','}\n${JSON.stringify(entry)}`);
  }
  write('\n]}}\n');
}

/** Requests as a browser logs them: a few events each that name them, and many of the cache, sockets and delegates. */
function makeNetlog(): void {
  write(
    `${constantsLine('IncludeSensitive', { logEventTypes: undefined })}`.replace(
      '"loadFlag"',
      `"logEventTypes":${JSON.stringify(eventTypes())},"loadFlag"`,
    ),
  );
  write('\n"events": [\n');
  const filler = Array.from({ length: 40 }, (_, index) =>
    JSON.stringify({
      params: { byte_count: 1200, key: `${'_dk_https://example.com '.repeat(4)}${index}` },
      phase: index % 3,
      source: { id: 7, start_time: '6726815', type: 33 },
      time: '6726815',
      type: 700 + (index % 9),
    }),
  ).join(',\n');
  for (let id = 10; written + buffered < wanted; id++) {
    write(`${request(id, `https://edge.microsoft.com/sync/v1/${id}`, 1000 + id).join(',\n')},\n${filler},\n`);
  }
  write(`${event('REQUEST_ALIVE', 2, 1, 1)}],\n"polledData": []\n}\n`);
}

function eventTypes(): Record<string, number> {
  const parsed = JSON.parse(`${constantsLine()}"x":0}`) as { constants: { logEventTypes: Record<string, number> } };
  const many = Object.fromEntries(
    Array.from({ length: 9 }, (_, index) => [`SIMPLE_CACHE_ENTRY_${index}`, 700 + index]),
  );
  return { ...parsed.constants.logEventTypes, ...many };
}

if (kind === 'har') makeHar();
else makeNetlog();
writeSync(out, buffer.join(''));
closeSync(out);
