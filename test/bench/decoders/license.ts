import { XMLParser } from 'fast-xml-parser';
import { decodeLicense } from '../../../src/decoders/license';
import { nodePlatform } from '../../../src/platform/node';
import { gluedChain } from '../../fixtures/license/chain';
import { compare, report } from './compare';

const rounds = 500;

/**
 * An eight-certificate chain, decoded with digests and chain links, then with every RSA signature judged, against the
 * XML parser alone with the same options.
 */
export function benchLicense(): void {
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
  const [alone = 0, decoded = 0, judged = 0] = compare(
    rounds,
    () => parser.parse(chain),
    () => decodeLicense(chain, nodePlatform),
    () => {
      for (const { integrity } of decodeLicense(chain, nodePlatform)?.certificates ?? []) {
        if (integrity.signature !== 'fits-named-key') throw new Error('the chain must pass');
      }
    },
  );
  report('license chain of 8 vs fast-xml-parser alone', decoded, alone, 1.5);
  console.log(`  with all RSA signatures judged: ${judged.toFixed(2)} ms = ${(judged / alone).toFixed(2)}`);
}
