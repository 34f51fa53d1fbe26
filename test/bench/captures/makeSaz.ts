import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { nodePlatform } from '../../../src/platform/node';
import { fiddlerTime, metadataFile, type SazSession, writeSaz } from '../../../src/reports/writers/saz';

/*
 * Makes a large Fiddler archive: `node makeSaz.mjs FILE COUNT`. About 9.5 KB per session, half of it text and half of it
 * bytes that do not compress, as captures have them.
 */
const utf8 = new TextEncoder();

/** Bytes that look random and are the same in every run. */
function noise(seed: number, length: number): Uint8Array {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 64 < length; i++) blocks.push(createHash('sha512').update(`${seed}:${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

const sentence = 'Sync of this profile is paused until the user signs in again; the next attempt follows in a while. ';
const hosts = ['edge.contoso.example', 'login.contoso.example', 'api.contoso.example', 'cdn.fabrikam.example'];

export function makeSession(number: number): SazSession {
  const host = hosts[number % hosts.length] ?? '';
  const url = `https://${host}/api/v2/items/${number}?client=${Buffer.from(noise(number, 8)).toString('hex')}&batch=${number % 64}`;
  const started = Date.UTC(2025, 7, 30, 11, 33, 40) + number * 37.5;
  const moment = (name: string, after: number) => ({ name, value: fiddlerTime(started + after, -420) });
  const extra = Array.from(
    { length: 6 },
    (_, i) => `X-Request-Detail-${i}: ${Buffer.from(noise(number + i, 48)).toString('base64')}`,
  );
  const request = [
    `GET ${url} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Edg/138.0',
    'Accept: application/json',
    ...extra,
    '',
    '',
  ].join('\r\n');
  const head = ['HTTP/1.1 200 OK', 'Content-Type: application/json; charset=utf-8', 'Connection: keep-alive', '', ''];
  const body = Buffer.concat([noise(number + 7, 2800), utf8.encode(sentence.repeat(47))]);
  const names = [
    'ClientConnected',
    'ClientBeginRequest',
    'GotRequestHeaders',
    'ClientDoneRequest',
    'ServerConnected',
    'FiddlerBeginRequest',
    'ServerGotRequest',
    'ServerBeginResponse',
    'GotResponseHeaders',
    'ServerDoneResponse',
    'ClientBeginResponse',
    'ClientDoneResponse',
  ];
  const flags = [
    { name: 'x-processinfo', value: `msedge:${1000 + (number % 7)}` },
    { name: 'x-clientip', value: '127.0.0.1' },
    { name: 'x-clientport', value: String(40000 + (number % 20000)) },
    { name: 'x-hostip', value: `198.51.100.${100 + (number % 40)}` },
    { name: 'x-egressport', value: '50123' },
    { name: 'x-responsebodytransferlength', value: '5200' },
    { name: 'x-serversocket', value: `REUSE ServerPipe#${number % 40}` },
  ];
  return {
    request: utf8.encode(request),
    response: Buffer.concat([utf8.encode(head.join('\r\n')), body]),
    metadata: metadataFile({
      sid: number + 3,
      bitFlags: 0x19,
      timers: names.map((name, i) => moment(name, i * 3.5)),
      flags,
    }),
    row: { sid: number + 3, status: 200, method: 'GET', url },
  };
}

const [, , file, count] = process.argv;
if (file && count) {
  const sessions = Array.from({ length: Number(count) }, (_, i) => makeSession(i + 1));
  writeFileSync(file, writeSaz(sessions, nodePlatform, { order: 'cms' }));
}
