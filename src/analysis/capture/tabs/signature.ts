import { bodyKind, decodeText } from '../../../artifacts/capture/http';
import type { Capture, Session } from '../../../artifacts/capture/model';
import { readKeys, verifyToken } from '../../../decoders/token';
import type { SignatureCheck, SignatureState, Token } from '../../../decoders/token/model';
import type { CheckView, MarkName } from '../../views';
import type { WideTabContext } from './context';

/** Answers with signing keys: `discovery/keys`, `discovery/v2.0/keys`, `.well-known/...jwks`, `oauth2/v3/certs`. */
const keyPath = /\/(?:keys|certs)(?:[?#]|$)|jwks/i;
const keyBodyLimit = 1024 * 1024;
/** Answers beyond this number are not read. */
const maxAnswers = 200;
const maxSets = 20;

const marks: Readonly<Record<SignatureState, MarkName>> = {
  verified: 'note',
  'verified-after-nonce': 'note',
  wrong: 'error',
  'key-missing': 'note',
  unsigned: 'warning',
  'not-checkable': 'note',
  'not-checked': 'note',
};

/** What is said of a token's signature, and the session whose keys told. */
interface CaptureCheck {
  readonly check: SignatureCheck;
  readonly session: Session | undefined;
}

/** Checks a token's signature with keys that the same capture holds: consistency, not trust. */
async function checkWithCapture(capture: Capture, token: Token): Promise<CaptureCheck> {
  let last: CaptureCheck | undefined;
  for (const { session, jwks } of await keySets(capture)) {
    const { started } = session;
    const check = await verifyToken(token, {
      jwks,
      from: 'capture',
      ...(started === undefined ? {} : { time: started }),
    });
    if (check.state === 'verified' || check.state === 'verified-after-nonce') return { check, session };
    // Keys that do not fit may be those of somebody else: a later document may hold the right ones. Which document lacks
    // the key says nothing.
    if (last?.check.state !== 'wrong') last = { check, session: check.state === 'key-missing' ? undefined : session };
  }
  return last ?? { check: await verifyToken(token, { jwks: {}, from: 'capture' }), session: undefined };
}

/** As {@link checkWithCapture}, for tokens and all tokens inside them. */
export async function checkAllWithCapture(
  capture: Capture,
  tokens: readonly Token[],
): Promise<ReadonlyMap<Token, SignatureCheck>> {
  const checks = new Map<Token, SignatureCheck>();
  const visit = async (token: Token): Promise<void> => {
    checks.set(token, (await checkWithCapture(capture, token)).check);
    for (const { token: inside } of token.inner) await visit(inside);
  };
  for (const token of tokens) await visit(token);
  return checks;
}

/** The line of the token tab about the signature. */
export async function signatureCheck({ words, capture }: WideTabContext, token: Token): Promise<CheckView> {
  const { check, session } = await checkWithCapture(capture, token);
  return {
    label: words.t('analysis.signatureLabel'),
    mark: marks[check.state],
    text: words.render(check.words),
    ...(session ? { session: session.key, sid: session.sid } : {}),
  };
}

const known = new WeakMap<Capture, Promise<readonly { session: Session; jwks: unknown }[]>>();

/** Key sets of a capture, read once. */
function keySets(capture: Capture): Promise<readonly { session: Session; jwks: unknown }[]> {
  const before = known.get(capture);
  if (before) return before;
  const read = readKeySets(capture);
  known.set(capture, read);
  read.catch(() => known.delete(capture));
  return read;
}

async function readKeySets(capture: Capture): Promise<readonly { session: Session; jwks: unknown }[]> {
  const found: { session: Session; jwks: unknown }[] = [];
  const candidates = capture.sessions.filter(
    ({ isTunnel, status, path }) => !isTunnel && status === 200 && keyPath.test(path),
  );
  for (const session of candidates.slice(0, maxAnswers)) {
    const body = await capture.body(session.key, 'response', { limit: keyBodyLimit });
    if (bodyKind(body.bytes, body.contentType) !== 'json') continue;
    const jwks = parseKeys(decodeText(body.bytes, body.contentType).text);
    if (readKeys(jwks).length > 0) found.push({ session, jwks });
    if (found.length >= maxSets) break;
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
