import data from './data/applications.json';

/** A first-party application of Microsoft. */
export interface ApplicationInfo {
  /** Lower case. */
  readonly id: string;
  /** Empty when only its resource addresses are public. */
  readonly name: string;
  /** Other names met for the same id. */
  readonly alsoKnownAs: readonly string[];
  /** True when Microsoft itself publishes the name (its list of applications, Microsoft Graph). */
  readonly isPublished: boolean;
}

/** The Edge browser as OAuth client. */
export const edgeApplication = 'ecd6b820-32c2-49b6-98a6-444530e5a77a';
/** Applications that carry the name Microsoft Edge: the browser and its older or other clients. */
export const edgeApplications: readonly string[] = [
  edgeApplication,
  'e9c51622-460d-4d3d-952d-966a5b1da34c',
  'f44b1140-bc5e-48c6-8dc0-5cf5a53c0e34',
  'd7b530a4-7680-4c23-a8bf-c52c121d2e87',
  '82864fa0-ed49-4711-8395-a0e6003dca1f',
];
/** Tenant of personal Microsoft accounts. */
export const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

/** Tenants that can be named. */
const tenants: Readonly<Record<string, string>> = {
  [personalTenant]: 'Microsoft (personal accounts)',
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a': 'Microsoft Services',
  '72f988bf-86f1-41af-91ab-2d7cd011db47': 'Microsoft',
};

/** Services around Edge sync that the lists do not name. */
const unnamed: Readonly<Record<string, string>> = {
  'a4f2693f-129c-4b96-982b-2c364b8314d7': 'Edge sync (edgesync.microsoft.com)',
  'a07d3a2b-436e-40ce-9eba-4e5a5664f14c': 'Windows Enterprise State Roaming (syncservice.windows.net)',
};

const rows = data.applications as unknown as Readonly<Record<string, readonly [string, string, (readonly string[])?]>>;

/** What is known of an application id; undefined for ids of customers and unknown ones. */
export function applicationInfo(id: string): ApplicationInfo | undefined {
  const key = id.toLowerCase();
  const row = Object.hasOwn(rows, key) ? rows[key] : undefined;
  if (!row) return unnamed[key] ? { id: key, name: unnamed[key], alsoKnownAs: [], isPublished: false } : undefined;
  const [name, sources, others] = row;
  return {
    id: key,
    name: name || (unnamed[key] ?? ''),
    alsoKnownAs: others ?? [],
    isPublished: /\bm[sg]\b/.test(sources),
  };
}

/** Name of a tenant that belongs to Microsoft; undefined for all others. */
export function tenantName(id: string): string | undefined {
  return tenants[id.toLowerCase()];
}
