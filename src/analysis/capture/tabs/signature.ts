import { bodyKind, decodeText } from '../../../artifacts/capture/http';
import type { Capture, Session } from '../../../artifacts/capture/model';
import { verifyToken } from '../../../decoders/token';
import type { SignatureState, Token } from '../../../decoders/token/model';
import type { CheckView, MarkName } from '../../views';
import type { WideTabContext } from './context';

/** Answers with signing keys: `discovery/keys`, `discovery/v2.0/keys`, `.well-known/...jwks`. */
const keyPath = /\/discovery\/(?:v2\.0\/)?keys(?:[?#]|$)|jwks/i;
const keyBodyLimit = 1024 * 1024;

const marks: Readonly<Record<SignatureState, MarkName>> = {
  verified: 'note',
  'verified-after-nonce': 'note',
  wrong: 'error',
  'key-missing': 'note',
  unsigned: 'warning',
  'not-checkable': 'note',
  'not-checked': 'note',
};

/** Checks a token's signature with keys that the same capture holds: consistency, not trust. */
export async function signatureCheck(context: WideTabContext, token: Token): Promise<CheckView | undefined> {
  if (!token.signature) return undefined;
  const { words, capture } = context;
  let last: CheckView | undefined;
  for (const { session, jwks } of await keySets(capture)) {
    const { state, words: said } = await verifyToken(token, {
      jwks,
      from: 'capture',
      ...(session.started === undefined ? {} : { time: session.started }),
    });
    last = {
      label: words.t('analysis.signatureLabel'),
      mark: marks[state],
      text: words.render(said),
      session: session.key,
      sid: session.sid,
    };
    if (state === 'verified' || state === 'verified-after-nonce' || state === 'wrong') return last;
  }
  return last;
}

const known = new WeakMap<Capture, Promise<readonly { session: Session; jwks: unknown }[]>>();

/** Key sets of a capture, read once. */
function keySets(capture: Capture): Promise<readonly { session: Session; jwks: unknown }[]> {
  const before = known.get(capture);
  if (before) return before;
  const read = readKeySets(capture);
  known.set(capture, read);
  return read;
}

async function readKeySets(capture: Capture): Promise<readonly { session: Session; jwks: unknown }[]> {
  const found: { session: Session; jwks: unknown }[] = [];
  for (const session of capture.sessions) {
    if (session.isTunnel || session.status !== 200 || !keyPath.test(session.path)) continue;
    const body = await capture.body(session.key, 'response', { limit: keyBodyLimit });
    if (bodyKind(body.bytes, body.contentType) !== 'json') continue;
    const jwks = parseKeys(decodeText(body.bytes, body.contentType).text);
    if (jwks !== undefined) found.push({ session, jwks });
    if (found.length >= 20) break;
  }
  return found;
}

/** The key document; undefined when it is no JSON. */
export function parseKeys(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
