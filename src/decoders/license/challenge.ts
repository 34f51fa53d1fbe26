import type { LicenseChallenge } from './model';

/**
 * Reads `WWW-Authenticate` of the service, for example
 * `Bearer resource="https://aadrm.com", realm="<tenant>", authorization="https://login.windows.net/<tenant>/oauth2/authorize"`.
 * The realm is the Entra tenant of the content. Undefined when the header carries no parameters.
 */
export function parseChallenge(header: string): LicenseChallenge | undefined {
  const scheme = /^\s*([A-Za-z][\w-]*)\s+/.exec(header.slice(0, 200));
  if (!scheme) return undefined;
  const parameters: { name: string; value: string }[] = [];
  const pattern = /([A-Za-z_][\w-]{0,60})\s{0,5}=\s{0,5}(?:"([^"]{0,2000})"|([^\s,"]{1,2000}))/g;
  const rest = header.slice(scheme[0].length, 16_384);
  for (const [, name, quoted, plain] of rest.matchAll(pattern)) {
    parameters.push({ name: name ?? '', value: quoted ?? plain ?? '' });
  }
  if (parameters.length === 0) return undefined;
  const value = (...names: readonly string[]): string | undefined =>
    parameters.find(({ name }) => names.includes(name.toLowerCase()))?.value;
  const authorization = value('authorization', 'authorization_uri');
  const realm = value('realm');
  const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
  return {
    scheme: scheme[1] ?? '',
    resource: value('resource') ?? (realm !== undefined && /^https?:/.test(realm) ? realm : undefined),
    realm: (guid.exec(realm ?? '') ?? guid.exec(authorization ?? ''))?.[0].toLowerCase(),
    authorization,
    parameters,
  };
}

/** The calls of the REST service and of on-premises AD RMS. */
export type LicenseCall =
  | 'enduserlicenses'
  | 'publishinglicenses'
  | 'templates'
  | 'clientlicensorcertificates'
  | 'servicediscovery'
  | 'clientlogs'
  | 'other'
  | 'on-premises';

/** Names the call of a URL; undefined when it is no Rights Management address. */
export function licenseCall(url: string): LicenseCall | undefined {
  const match = /^https?:\/\/([^/:?#]+)(?::\d+)?([^?#]*)/i.exec(url);
  if (!match) return undefined;
  const host = (match[1] ?? '').toLowerCase();
  const path = (match[2] ?? '').toLowerCase();
  if (/\/_wmcs\//.test(path)) return 'on-premises';
  if (!/(?:^|\.)aadrm\.(?:com|us|cn|de)$/.test(host)) return undefined;
  const name =
    /^\/my\/v\d+\/(enduserlicenses|publishinglicenses|templates|clientlicensorcertificates|servicediscovery|clientlogs)\b/.exec(
      path,
    )?.[1];
  switch (name) {
    case 'enduserlicenses':
    case 'publishinglicenses':
    case 'templates':
    case 'clientlicensorcertificates':
    case 'servicediscovery':
    case 'clientlogs':
      return name;
    default:
      return 'other';
  }
}
