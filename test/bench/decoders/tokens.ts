import { decodeJwt } from 'jose';
import { decodeToken } from '../../../src/decoders/token';
import { edgeClaims, makeToken } from '../../fixtures/token/make';
import { compare, report } from './compare';

const rounds = 24;

/** Ten thousand access tokens, decoded and asked for their tenant, against jose. */
export function benchTokens(): void {
  const tokens = Array.from({ length: 10_000 }, (_, i) =>
    makeToken(edgeClaims(1_763_800_000 + i, { uti: `token-${i}` }), { alg: 'HS256' }),
  );
  const [ours = 0, theirs = 0] = compare(
    rounds,
    () => {
      for (const token of tokens) if (!decodeToken(token)?.tenant) throw new Error('no tenant');
    },
    () => {
      for (const token of tokens) if (!decodeJwt(token)['tid']) throw new Error('no tenant');
    },
  );
  report('10,000 tokens vs jose decodeJwt', ours, theirs, 1.5);
}
