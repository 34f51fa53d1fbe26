import { applicationInfo } from './applications';
import data from './data/audiences.json';

/** A resource that tokens are made for. */
export interface AudienceInfo {
  /** Application id of the resource, lower case. */
  readonly id: string;
  /** Name of the application; empty when unknown. */
  readonly name: string;
}

const byApplication: Readonly<Record<string, readonly string[]>> = data.audiences;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
let byAudience: Map<string, string> | undefined;
let wildcards: { readonly form: RegExp; readonly id: string }[] = [];

/** The resource behind an audience: an application id or a resource address, with or without trailing slash. */
export function audienceInfo(audience: string): AudienceInfo | undefined {
  const key = normalized(audience);
  const id = guid.test(key) ? key : resourceId(key);
  if (!id) return undefined;
  const name = applicationInfo(id)?.name ?? '';
  return name === '' && !Object.hasOwn(byApplication, id) ? undefined : { id, name };
}

/** Every resource address of an application. */
export function audiencesOf(id: string): readonly string[] {
  const key = id.toLowerCase();
  return Object.hasOwn(byApplication, key) ? (byApplication[key] ?? []) : [];
}

/** Services that Edge sync asks, by host, with the application whose tokens they take. */
const serviceHosts: readonly { readonly form: RegExp; readonly ids: readonly string[] }[] = [
  {
    form: /(?:^|\.)aadrm\.(?:com|us|cn|de)$|(?:^|\.)aadrm\.sovnext2\.us$/,
    ids: ['00000012-0000-0000-c000-000000000000'],
  },
  { form: /^graph\.microsoft\.(?:com|us)$/, ids: ['00000003-0000-0000-c000-000000000000'] },
  { form: /^graph\.windows\.net$/, ids: ['00000002-0000-0000-c000-000000000000'] },
  {
    form: /(?:^|\.)activity\.windows\.com$/,
    ids: ['d32c68ad-72d2-4acb-a0c7-46bb2cf93873', 'a4f2693f-129c-4b96-982b-2c364b8314d7'],
  },
];

/**
 * Applications whose tokens a request may carry, by its host and path; empty when nothing is known. edge.microsoft.com
 * serves much besides sync: only its sync paths are judged.
 */
export function expectedAudiences(host: string, path: string): readonly string[] {
  const name = host.toLowerCase();
  if (/^(?:.+\.)?edge\.microsoft\.com$/.test(name)) {
    return /^\/sync(?:-ppe)?\//.test(path)
      ? ['a4f2693f-129c-4b96-982b-2c364b8314d7', 'd32c68ad-72d2-4acb-a0c7-46bb2cf93873']
      : [];
  }
  const service = serviceHosts.find((one) => one.form.test(name));
  if (service) return service.ids;
  const id = resourceId(`https://${name}`);
  return id ? [id] : [];
}

function resourceId(key: string): string | undefined {
  byAudience ??= indexed();
  const found = byAudience.get(key);
  if (found || !key.startsWith('https://')) return found;
  return wildcards.find((one) => one.form.test(key))?.id;
}

function indexed(): Map<string, string> {
  const map = new Map<string, string>();
  wildcards = [];
  for (const [id, audiences] of Object.entries(byApplication)) {
    for (const audience of audiences) {
      if (audience.includes('*')) wildcards.push({ form: wildcardForm(audience), id });
      else if (!map.has(audience)) map.set(audience, id);
    }
  }
  return map;
}

/** `*` stands for any labels of a host name. */
function wildcardForm(audience: string): RegExp {
  const escaped = audience.replace(/[.?+^$[\](){}|\\/-]/g, '\\$&').replace(/\*/g, '[^/]{1,200}');
  return new RegExp(`^${escaped}$`);
}

function normalized(audience: string): string {
  return audience.trim().toLowerCase().replace(/\/$/, '');
}
