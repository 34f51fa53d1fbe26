import { lookUp } from '../lookup';
import { isMask } from './integrity';
import type { JsonLicense } from './model';

/** The JSON license and the few facts a summary needs. */
export interface ReadJsonLicense {
  readonly license: JsonLicense;
  readonly contentId: string | undefined;
  readonly owner: string | undefined;
  readonly licensingUrl: string | undefined;
  readonly extranetLicensingUrl: string | undefined;
  readonly referral: string | undefined;
}

/** Readable names of the short keys, as the public Rights Management SDK for C++ uses them. */
const names: Readonly<Record<string, string>> = {
  ver: 'version',
  id: 'id',
  o: 'owner',
  ref: 'referral',
  cid: 'content id',
  lcd: 'created',
  exp: 'expires',
  crem: 'creator',
  tid: 'template id',
  eurl: 'extranet address',
  iurl: 'intranet address',
  fname: 'name',
  em: 'mail',
  issd: 'issued',
  kty: 'key type',
  e: 'exponent',
  n: 'modulus',
  alg: 'algorithm',
  val: 'value',
  typ: 'type',
};

/** Keys whose whole content is secret or encrypted: private keys, session keys, encrypted policy, signatures. */
const secret = new Set(['prik', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'enp', 'eck', 'dig', 'k']);
const NESTING_LIMIT = 12;
const FACT_LIMIT = 500;

/** Reads a JSON license `{"pld": "<escaped JSON>", "sig": {...}}`; undefined when the text is none. */
export function readJsonLicense(text: string): ReadJsonLicense | undefined {
  const outer = parse(text);
  if (!isRecord(outer) || typeof outer['pld'] !== 'string') return undefined;
  const facts: { path: string; name: string; value: string }[] = [];
  const masked: string[] = [];
  const walk = (value: unknown, path: string, key: string, depth: number): void => {
    if (depth > NESTING_LIMIT || facts.length >= FACT_LIMIT) return;
    if (secret.has(key)) {
      masked.push(path);
      return;
    }
    if (typeof value === 'string' && (key === 'pld' || /^\s*\{/.test(value))) {
      const inner = parse(value);
      if (isRecord(inner)) {
        walk(inner, path, '', depth + 1);
        return;
      }
    }
    if (Array.isArray(value)) {
      for (const [index, member] of value.slice(0, 50).entries()) walk(member, `${path}/${index}`, key, depth + 1);
    } else if (isRecord(value)) {
      for (const [name, member] of Object.entries(value).slice(0, 200))
        walk(member, `${path}/${name}`, name, depth + 1);
    } else if (value !== null && value !== undefined) {
      facts.push({ path, name: lookUp(names, key) ?? key, value: String(value) });
    }
  };
  walk(outer, '', '', 0);
  const pick = (pattern: RegExp): string | undefined =>
    facts.find(({ path, value }) => pattern.test(path) && !isMask(value))?.value;
  return {
    license: {
      version: pick(/\/hdr\/ver$/) ?? '',
      signatureAlgorithm: pick(/^\/sig\/alg$/) ?? '',
      facts,
      masked,
    },
    contentId: pick(/\/lic\/cid$/),
    owner: pick(/\/lic\/o$/) ?? pick(/\/issto\/em$/),
    licensingUrl: pick(/\/iurl$/),
    extranetLicensingUrl: pick(/\/eurl$/),
    referral: pick(/\/ref$/),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
