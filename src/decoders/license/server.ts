import type { LicenseDocument } from './model';

/** What a licensing address says about the service behind it. */
export interface LicensingServer {
  readonly host: string;
  /** RMS service id: the GUID of the host name. It is not the Entra tenant. */
  readonly serviceId: string | undefined;
  /** `na`, `eu`, `ap`, ... as written in the host name. */
  readonly region: string | undefined;
  readonly cloud: NonNullable<LicenseDocument['cloud']>;
}

const clouds: Readonly<Record<string, LicensingServer['cloud']>> = {
  com: 'public',
  us: 'us-government',
  cn: 'china',
  de: 'germany',
};

/** Reads a licensing address; undefined when it is no address. Hosts outside the service are on-premises AD RMS. */
export function licensingServer(address: string | undefined): LicensingServer | undefined {
  if (address === undefined || !/^https?:\/\//i.test(address)) return undefined;
  const host = (/^https?:\/\/([^/:?#\s]+)/i.exec(address)?.[1] ?? '').toLowerCase();
  if (host === '') return undefined;
  const service =
    /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.rms\.(?:([a-z]+)\.)?aadrm\.(com|us|cn|de)$/.exec(
      host,
    );
  const shared = /(?:^|\.)aadrm\.(com|us|cn|de)$/.exec(host);
  const cloud = clouds[service?.[3] ?? shared?.[1] ?? ''] ?? 'on-premises';
  return { host, serviceId: service?.[1], region: service?.[2], cloud };
}
