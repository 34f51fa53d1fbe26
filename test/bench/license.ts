import { XMLParser } from 'fast-xml-parser';
import { decodeLicense } from '../../src/decoders/license';
import { nodePlatform } from '../../src/platform/node';
import { gluedChain } from '../fixtures/license/chain';

/*
 * An eight-certificate chain: decoding with digests, signatures and chain links against the XML parser alone with the
 * same options. Prints the ratio of the medians of one run; the goal is 1.5 or less.
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

function median(run: () => void): number {
  const times: number[] = [];
  for (let i = 0; i < 120; i++) {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  }
  return times.slice(20).sort((left, right) => left - right)[50] ?? 0;
}

const alone = median(() => parser.parse(chain));
const decoded = median(() => decodeLicense(chain, nodePlatform));
process.stdout.write(
  `license chain of 8 (${chain.length} characters): decoder ${decoded.toFixed(2)} ms, fast-xml-parser alone ${alone.toFixed(2)} ms, ratio ${(decoded / alone).toFixed(2)} (goal 1.5)\n`,
);
