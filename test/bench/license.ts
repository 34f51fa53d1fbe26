import { XMLParser } from 'fast-xml-parser';
import { decodeLicense } from '../../src/decoders/license';
import { nodePlatform } from '../../src/platform/node';
import { gluedChain } from '../fixtures/license/chain';

/*
 * An eight-certificate chain: decoding with digests and chain links, and with every RSA check, against the XML parser alone with the
 * same options. Prints the ratios of one run; the goal is 1.5 or less.
 */
const chain = gluedChain({ form: 'full' });
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  preserveOrder: true,
  captureMetaData: true,
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: 20_000, maxExpandedLength: 2_000_000 },
});

/**
 * Lower quartiles in milliseconds of functions that take turns: a busy machine slows all of them alike, and only its
 * quieter moments count.
 */
function quartiles(...runs: readonly (() => void)[]): number[] {
  const times = runs.map((): number[] => []);
  for (let round = 0; round < 400; round++) {
    for (const [index, run] of runs.entries()) {
      const started = performance.now();
      run();
      if (round >= 80) times[index]?.push(performance.now() - started);
    }
  }
  return times.map((list) => list.sort((left, right) => left - right)[80] ?? 0);
}

function judge(): void {
  for (const { integrity } of decodeLicense(chain, nodePlatform)?.certificates ?? []) {
    if (integrity.signature !== 'fits-named-key') throw new Error('the chain must pass');
  }
}

const [alone = 0, decoded = 0, judged = 0] = quartiles(
  () => parser.parse(chain),
  () => decodeLicense(chain, nodePlatform),
  judge,
);
process.stdout.write(
  `license chain of 8 (${chain.length} characters): fast-xml-parser alone ${alone.toFixed(2)} ms; decoder with digests and chain links ${decoded.toFixed(2)} ms, ratio ${(decoded / alone).toFixed(2)} (goal 1.5); with all RSA checks ${judged.toFixed(2)} ms, ratio ${(judged / alone).toFixed(2)}\n`,
);
