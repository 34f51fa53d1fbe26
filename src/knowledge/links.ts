import type { AddressTemplate, LinkHost, Redirect } from './condition';
import edgePageData from './data/edgePages.json';
import hostData from './data/hosts.json';
import redirectData from './data/redirects.json';
import templateData from './data/templates.json';

/** Hosts that the product opens; no others. */
export const linkHosts = hostData as readonly LinkHost[];
/** Placeholders in addresses and what may be filled in. */
export const templates = templateData as readonly AddressTemplate[];
/** edge:// addresses; they can only be copied. */
export const edgePages = edgePageData as readonly string[];
/** Pages that moved. */
export const redirects = redirectData as readonly Redirect[];

/** True for an https address on a host of the list (default port, no user name), or one of the edge:// pages. */
export function isAllowedLink(url: string): boolean {
  if (edgePages.includes(url)) return true;
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return false;
  }
  if (parsed.protocol !== 'https:' || parsed.username || parsed.password || parsed.port) return false;
  return linkHosts.some((entry) => entry.host === parsed.hostname);
}

/** Fills `{name}` of an address; undefined when the value does not fit the placeholder's pattern. */
export function fillTemplate(address: string, values: Readonly<Record<string, string>>): string | undefined {
  let bad = false;
  const filled = address.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const template = templates.find((entry) => entry.name === name);
    const value = values[name];
    if (!template || value === undefined || !new RegExp(template.pattern).test(value)) {
      bad = true;
      return whole;
    }
    return value;
  });
  return bad ? undefined : filled;
}

/** The present address of a page that was moved or renamed; the address itself where nothing is known. */
export function currentAddress(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return url;
  }
  if (parsed.hostname === 'docs.microsoft.com') parsed.hostname = 'learn.microsoft.com';
  if (parsed.hostname !== 'learn.microsoft.com') return parsed.href === new URL(url).href ? url : parsed.href;
  const [, locale = '', rest = ''] = /^(\/[a-z]{2}-[a-z]{2})?(\/.*)$/i.exec(parsed.pathname) ?? [];
  for (const entry of redirects) {
    const next = moved(entry, rest, parsed.hash);
    if (next === undefined) continue;
    parsed.pathname = `${locale}${next}`;
    parsed.hash = '';
    return parsed.href;
  }
  return parsed.hostname === new URL(url).hostname ? url : parsed.href;
}

function moved(entry: Redirect, path: string, hash: string): string | undefined {
  const clean = path.replace(/\/$/, '');
  if (!entry.old.startsWith('/')) return undefined;
  if (!entry.old.includes('<policy>')) return clean === entry.old ? entry.new : undefined;
  const [front = '', back = ''] = entry.old.split('<policy>');
  const whole = clean + (front.includes('#') ? hash : '');
  const name = whole.startsWith(front) && whole.endsWith(back) ? whole.slice(front.length) : '';
  return /^[a-z0-9-]+$/i.test(name) ? entry.new.replace('<policy>', name.toLowerCase()) : undefined;
}
