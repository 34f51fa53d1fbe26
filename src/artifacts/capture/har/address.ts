/** Host (lower case, without port and user) and path with query of a URL as captures write it. */
export interface AddressParts {
  readonly host: string;
  readonly path: string;
}

const absolute = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)([^#]*)/i;

/** Splits an absolute URL, or `host:port` of a CONNECT; empty parts for anything else (data: URLs, templates). */
export function addressParts(url: string, isConnect: boolean): AddressParts {
  const match = absolute.exec(url);
  if (match) {
    const authority = match[1] ?? '';
    return { host: hostOf(authority), path: isConnect ? '' : (match[2] ?? '') || '/' };
  }
  if (isConnect) return { host: hostOf(url), path: '' };
  return { host: '', path: url.startsWith('/') ? url : '' };
}

function hostOf(authority: string): string {
  const plain = authority.slice(authority.lastIndexOf('@') + 1);
  const bracket = /^\[([^\]]*)\]/.exec(plain);
  return (bracket ? (bracket[1] ?? '') : plain.replace(/:\d*$/, '')).toLowerCase();
}
