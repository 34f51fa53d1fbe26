import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { inflateSync } from 'fflate';
import { inflatePortable } from '../../src/platform/deflated';
import { quiet } from './captures/quiet';

/*
 * Unpacking without a native decoder, as in a browser: parts of a capture (20,000 streams of 2 KB) and one stream of
 * 16 MB, against fflate on the same bytes in the same run. Goals: 0.5 of its time, and no more than it.
 */
const rounds = 9;

function line(at: number): string {
  return `{"id":${(at * 7919) % 10007},"name":"session ${at}","value":"${(Math.imul(at, 2654435761) >>> 0).toString(16)}"}\n`;
}

function text(from: number, length: number): Buffer {
  let all = '';
  for (let at = from; all.length < length; at++) all += line(at);
  return Buffer.from(all);
}

function compare(streams: readonly Uint8Array[]): void {
  const ways = {
    own: (data: Uint8Array) => inflatePortable('deflate-raw', data, 1 << 28).bytes,
    fflate: (data: Uint8Array) => inflateSync(data),
    zlib: (data: Uint8Array) => inflateRawSync(data),
  };
  const times: Record<keyof typeof ways, number[]> = { own: [], fflate: [], zlib: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, unpack] of Object.entries(ways)) {
      const started = performance.now();
      for (const data of streams) unpack(data);
      times[name as keyof typeof ways].push(performance.now() - started);
    }
  }
  const [own, fflate, zlib] = [quiet(times.own), quiet(times.fflate), quiet(times.zlib)];
  process.stdout.write(`fflate 1, own ${(own / fflate).toFixed(2)}, zlib of Node ${(zlib / fflate).toFixed(2)}\n`);
}

process.stdout.write('20,000 streams of 2 KB (goal 0.5): ');
compare(Array.from({ length: 20_000 }, (_, at) => deflateRawSync(text(at * 31, 2000))));
process.stdout.write('a stream of 16 MB (goal 1): ');
compare([deflateRawSync(text(0, 16 << 20))]);
