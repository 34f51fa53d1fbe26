import type { Artifact } from '../../artifacts/artifact';
import { decodeText } from '../../artifacts/capture/http';
import type { Capture } from '../../artifacts/capture/model';
import { decodeLicense, findLicenses } from '../../decoders/license';
import { type Message, message } from '../../text';
import { isLicenseCall } from './facts';
import type { WideTabContext } from './tabs/context';

/** An Entra tenant that something besides the token names. */
export interface KnownTenant {
  /** In lower case. */
  readonly tenant: string;
  /** Where it stands, in words that fit into a sentence. */
  readonly source: Message;
  /** The session that names it. */
  readonly session?: { readonly key: number; readonly sid: number };
}

/** Requests whose license is looked at: one names the tenant, more tell whether it changed. */
const maxLicenseCalls = 8;
const bodyLimit = 4 * 1024 * 1024;
const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** Tenants to compare a token with: of the publishing licenses of its capture, and of open files from the same folder. */
export async function knownTenants(context: WideTabContext): Promise<readonly KnownTenant[]> {
  const { capture, content, entry, service } = context;
  const own = content.licenses.find(({ license }) => license.tenant)?.license.tenant;
  const licensed = await licenseTenants(context);
  const found: KnownTenant[] = own
    ? [{ tenant: own, source: message('token.inOwnLicense') }]
    : licensed.filter(({ session }) => session?.key !== content.session.key).slice(0, 1);
  const folder = folderOf(entry.ref.uri);
  for (const other of service.store.all) {
    if (folderOf(other.ref.uri) !== folder) continue;
    for (const artifact of other.artifacts) {
      if (artifact.id === capture.id) continue;
      const tenant = tenantOf(artifact);
      if (tenant) found.push({ tenant, source: message('token.inFile', { name: other.name }) });
    }
  }
  return found;
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** The tenant that a neighbor file names: the device's state, the service's settings, the account of a dump. */
function tenantOf(artifact: Artifact): string | undefined {
  switch (artifact.kind) {
    case 'dsregcmd':
      return idIn(artifact.values.find(({ key }) => /^tenant ?id$/i.test(key))?.value);
    case 'powershell-output':
      return idIn(
        artifact.outputs.flatMap(({ properties }) => properties).find(({ name }) => /^BPOSId$/i.test(name))?.value,
      );
    case 'sync-internals':
      return idIn(
        [...artifact.sections.flatMap(({ stats }) => stats), ...artifact.extras].find(({ name }) =>
          /tenant/i.test(name),
        )?.value,
      );
    default:
      return undefined;
  }
}

function idIn(text: unknown): string | undefined {
  return typeof text === 'string' ? guid.exec(text)?.[0].toLowerCase() : undefined;
}

const read = new WeakMap<Capture, Promise<readonly KnownTenant[]>>();

/** Tenants of the licenses in a capture's own requests, read once. */
function licenseTenants(context: WideTabContext): Promise<readonly KnownTenant[]> {
  const { capture } = context;
  const known = read.get(capture);
  if (known) return known;
  const made = readLicenseTenants(context);
  read.set(capture, made);
  made.catch(() => read.delete(capture));
  return made;
}

async function readLicenseTenants({ capture, service }: WideTabContext): Promise<readonly KnownTenant[]> {
  const { platform } = service.store.environment;
  const found: KnownTenant[] = [];
  for (const session of capture.sessions.filter((one) => isLicenseCall(one)).slice(0, maxLicenseCalls)) {
    const body = await capture.body(session.key, 'request', { limit: bodyLimit });
    const text = decodeText(body.bytes, body.contentType).text;
    for (const { raw } of findLicenses(text)) {
      const tenant = decodeLicense(raw, platform)?.tenant;
      if (!tenant) continue;
      const source = message('token.inLicenseOf', { sid: String(session.sid) });
      found.push({ tenant, source, session: { key: session.key, sid: session.sid } });
    }
  }
  return found;
}
