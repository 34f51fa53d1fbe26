import data from './data/claims.json';

export interface ClaimInfo {
  /** Type as documented: `string`, `int`, `guid`, `array`, `object`, `bool`. */
  readonly type: string;
  /** Where the claim occurs: `v1`, `v2`, `id`, `optional`, `samples`... */
  readonly in: string;
  /** `inferred` when the meaning is read from samples or the name only. */
  readonly basis: 'documented' | 'inferred';
}

/** An issuer form of Entra ID with the cloud it names. */
export interface IssuerInfo {
  readonly version: string;
  readonly cloud: string;
  /** Tenant in the address, lower case; undefined when the form has none. */
  readonly tenant: string | undefined;
}

const claims = data.claims as Readonly<Record<string, ClaimInfo>>;

const issuers = data.issuers.map(({ match, ver, cloud }) => ({
  version: ver,
  cloud,
  isFixed: !match.includes('{tid}'),
  form: new RegExp(
    `^${match
      .replace(/[.?+^$[\]()|\\/]/g, '\\$&')
      .replace('{tid}', '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})')
      .replace(/\{(?:name|policy)\}/g, '[^/]{1,100}')
      .replace(/\\\/$/, '\\/?')}$`,
    'i',
  ),
}));

/** What is known of a claim of the header or the payload. */
export function claimInfo(where: 'header' | 'payload', name: string): ClaimInfo | undefined {
  const key = where === 'header' ? `header.${name}` : name;
  return Object.hasOwn(claims, key) ? claims[key] : undefined;
}

/** Names of all known claims; those of the header start with `header.`. */
export const claimNames: readonly string[] = Object.keys(claims);

/** Version and cloud of an issuer of Entra ID; undefined for all other issuers. */
export function issuerInfo(issuer: string): IssuerInfo | undefined {
  // Fixed addresses first: the tenant of personal accounts also fits the general form.
  const sorted = [...issuers].sort((a, b) => Number(b.isFixed) - Number(a.isFixed));
  for (const one of sorted) {
    const match = one.form.exec(issuer);
    if (match) {
      const tenant = match[1] ?? /[0-9a-f-]{36}/i.exec(issuer)?.[0];
      return { version: one.version, cloud: one.cloud, tenant: tenant?.toLowerCase() };
    }
  }
  return undefined;
}
