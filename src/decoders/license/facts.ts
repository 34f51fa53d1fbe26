import { type Message, type MessageKey, message } from '../../text';
import { lookUp } from '../lookup';
import { certificateKind } from './checks';
import { languageName } from './languages';
import type { LicenseCertificate, LicenseDocument, LicenseTime, Principal, Validity } from './model';
import { plainGuid } from './parts';
import { rightMeaning } from './rights';
import { licensingServer } from './server';

/** A row of facts. Either `value` (as the license has it) or `words`; masked rows carry class and length alone. */
export interface LicenseFact {
  readonly name: Message | string;
  readonly value: string;
  readonly words?: Message;
  readonly masked?: { readonly class: 'sealed-key' | 'signature' | 'encrypted-rights'; readonly length: number };
  readonly personal?: boolean;
  readonly meaning?: Message;
}

export interface LicenseFactGroup {
  readonly title: Message;
  readonly rows: readonly LicenseFact[];
}

const regions: Readonly<Record<string, MessageKey>> = {
  na: 'license.regionNa',
  eu: 'license.regionEu',
  ap: 'license.regionAp',
  sa: 'license.regionSa',
  govus: 'license.regionGov',
};

const dataMeanings: Readonly<Record<string, MessageKey>> = {
  NOLICCACHE: 'license.dataNoCache',
  'MICROSOFT.MSIPC.REQUIRERMSAWAREAPPLICATION': 'license.dataRmsAware',
  ALLOW_SERVER_EDITING: 'license.dataServerEditing',
  VIEWER: 'license.dataViewer',
};

/** The summary of a license in two groups: what it is, and which service and tenant it belongs to. */
export function licenseSummary(document: LicenseDocument, tokenTenant?: string): LicenseFactGroup[] {
  const main = document.certificates.find(({ type }) => type === 'publishing-license') ?? document.certificates[0];
  const text = document.texts[main?.text ?? 0];
  const server = licensingServer(document.licensingUrl) ?? licensingServer(document.extranetLicensingUrl);
  const license: (LicenseFact | undefined)[] = [
    main
      ? { name: message('license.kind'), value: kindText(main), words: certificateKind(main.type) }
      : fact('license.kind', '', message('license.kindJson')),
    main?.madeBy
      ? {
          ...fact(
            'license.issuedBy',
            issuerText(main),
            message(main.madeBy === 'server' ? 'license.madeOnline' : 'license.madeOffline'),
          ),
          personal: main.madeBy === 'user',
        }
      : undefined,
    time('license.issued', main?.issued),
    time('license.contentExpires', main?.validity?.until) ??
      fact('license.contentExpires', '', message('license.never')),
    person('license.owner', document.owner),
    text1('license.contentId', document.contentId),
    main?.descriptor && main.descriptor.id !== ''
      ? fact(
          'license.template',
          main.descriptor.id,
          main.descriptor.version
            ? message('license.templateVersion', { version: main.descriptor.version })
            : undefined,
        )
      : fact('license.template', '', message('license.templateNone')),
    main?.encryptedRights
      ? {
          name: message('license.rights'),
          value: '',
          words: message('license.rightsEncrypted', { length: main.encryptedRights.length }),
          masked: { class: 'encrypted-rights', length: main.encryptedRights.length },
        }
      : undefined,
    text1('license.label', document.label),
    text1('license.labelTenant', main?.label?.tenant),
  ];
  const service: (LicenseFact | undefined)[] = [
    text1('license.tenant', document.tenant),
    text1('license.tokenTenant', tokenTenant && plainGuid(tokenTenant)),
    document.serviceId
      ? { ...fact('license.serviceId', document.serviceId), meaning: message('license.serviceIdMeaning') }
      : undefined,
    document.region
      ? { ...fact('license.region', document.region), meaning: meaningOfRegion(document.region) }
      : undefined,
    text1('license.server', server?.host),
    text1('license.licensingUrl', document.licensingUrl),
    document.extranetLicensingUrl === document.licensingUrl
      ? undefined
      : text1('license.extranetUrl', document.extranetLicensingUrl),
    person('license.referral', document.referral),
    text && text.layers.length > 0
      ? fact(
          'license.encoding',
          [...text.layers].reverse().join(', '),
          text.trailingNuls > 0 ? message('license.trailingNuls', { count: text.trailingNuls }) : undefined,
        )
      : undefined,
  ];
  const groups = [
    { title: message('license.groupLicense'), rows: present(license) },
    { title: message('license.groupService'), rows: present(service) },
  ];
  if (document.json) {
    groups.push({
      title: message('license.kindJson'),
      rows: document.json.facts.map(({ path, value }) => ({ name: path, value, personal: /@/.test(value) })),
    });
  }
  return groups;
}

/** Everything one certificate says, in groups. */
export function certificateFacts(certificate: LicenseCertificate): LicenseFactGroup[] {
  const { integrity } = certificate;
  const head: (LicenseFact | undefined)[] = [
    { name: message('license.kind'), value: kindText(certificate), words: certificateKind(certificate.type) },
    time('license.issued', certificate.issued),
    certificate.validity ? fact('license.validity', rangeText(certificate.validity)) : undefined,
    { ...fact('license.issuedBy', issuerText(certificate)), personal: certificate.madeBy === 'user' },
    certificate.issuerKey
      ? fact(
          'license.publicKey',
          certificate.issuerKey.algorithm,
          message('license.bits', { bits: String(certificate.issuerKey.bits) }),
        )
      : undefined,
    ...certificate.securityLevels.map(({ name, value }): LicenseFact => ({ name, value })),
    text1('license.contentId', certificate.contentId?.value),
    text1('license.contentName', certificate.contentName || undefined),
    person('license.owner', certificate.owner?.name || undefined),
    ...certificate.distributionPoints.map(
      ({ type, address }): LicenseFact => ({ name: type, value: address, personal: /@/.test(address) }),
    ),
    integrity.digestAlgorithm === '' ? undefined : fact('license.digest', integrity.digestAlgorithm),
    integrity.signatureBits > 0
      ? {
          name: message('license.signature'),
          value: '',
          words: message('license.bits', { bits: String(integrity.signatureBits) }),
          masked: { class: 'signature', length: integrity.signatureBits / 8 },
        }
      : undefined,
  ];
  const groups: LicenseFactGroup[] = [
    { title: message('license.groupCertificate'), rows: present(head) },
    { title: message('license.groupNames'), rows: namesOf(certificate) },
    {
      title: message('license.groupPrincipals'),
      rows: [...certificate.principals, ...certificate.federationPrincipals].flatMap(principalFacts),
    },
    { title: message('license.groupRights'), rows: rightsOf(certificate) },
    {
      title: message('license.groupData'),
      rows: [
        ...certificate.applicationData.map(
          ({ name, id, value }): LicenseFact => ({ name: name || id, value, meaning: meaningOfData(name) }),
        ),
        ...certificate.metadata.map(({ name, value }): LicenseFact => ({ name, value, personal: true })),
        ...certificate.applicationPolicies.map(
          ({ type, file, minimum, maximum }): LicenseFact => ({
            name: message('license.applicationPolicy'),
            value: [type, file, minimum === '' && maximum === '' ? '' : `${minimum} - ${maximum}`]
              .filter((part) => part !== '')
              .join(' '),
          }),
        ),
      ],
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function namesOf({ descriptor }: LicenseCertificate): LicenseFact[] {
  return (descriptor?.names ?? []).map(({ lcid, name, description }) => ({
    name: lcid === undefined ? message('license.template') : languageName(lcid),
    value: description === '' ? name : `${name}: ${description}`,
  }));
}

function principalFacts(principal: Principal): LicenseFact[] {
  const object = principal.objects[0];
  const personal = object?.type === 'Group-Identity';
  const rows: LicenseFact[] = [
    {
      name: message('license.principal'),
      value: [object?.type, object?.name, object?.id].filter(Boolean).join(' '),
      personal,
    },
  ];
  if (principal.key) {
    rows.push(
      fact('license.publicKey', principal.key.algorithm, message('license.bits', { bits: String(principal.key.bits) })),
    );
  }
  for (const sealed of principal.enablingBits) {
    rows.push({
      name: message('license.sealedKey'),
      value: '',
      words: message('license.bits', { bits: String(sealed.bits) }),
      masked: { class: 'sealed-key', length: Math.ceil(sealed.bits / 8) },
    });
  }
  return rows;
}

function rightsOf(certificate: LicenseCertificate): LicenseFact[] {
  return certificate.rights.map(({ name, range, intervalDays, principals, conditions }) => ({
    name,
    value: [
      ...principals.filter((principal) => principal !== '' && !principal.startsWith('principal ')),
      range ? rangeText(range) : '',
      ...conditions,
    ]
      .filter((part) => part !== '')
      .join(', '),
    words: intervalDays === undefined ? undefined : message('license.fieldInterval', { days: intervalDays }),
    meaning: rightMeaning(name),
    personal: principals.some((principal) => principal.includes('@')),
  }));
}

function meaningOfRegion(region: string): Message | undefined {
  const key = lookUp(regions, region);
  return key && message(key);
}

function meaningOfData(name: string): Message | undefined {
  const key = dataMeanings[name.toUpperCase()];
  return key && message(key);
}

function kindText({ bodyType, bodyVersion, objectType }: LicenseCertificate): string {
  return [bodyType, bodyVersion, objectType].filter((part) => part !== '').join(', ');
}

function issuerText({ issuer }: LicenseCertificate): string {
  if (!issuer) return '';
  return `${issuer.name || issuer.id}${issuer.type === '' ? '' : ` (${issuer.type})`}`;
}

function rangeText({ from, until }: Validity): string {
  return `${from?.text ?? ''} - ${until?.text ?? ''}`;
}

function fact(name: MessageKey, value: string, words?: Message): LicenseFact {
  return { name: message(name), value, words };
}

function text1(name: MessageKey, value: string | undefined): LicenseFact | undefined {
  return value === undefined || value === '' ? undefined : fact(name, value);
}

function person(name: MessageKey, value: string | undefined): LicenseFact | undefined {
  return value === undefined || value === '' ? undefined : { ...fact(name, value), personal: true };
}

function time(name: MessageKey, value: LicenseTime | undefined): LicenseFact | undefined {
  return value ? fact(name, value.time === undefined ? value.text : `${value.text}Z`.replace(/ZZ$/, 'Z')) : undefined;
}

function present(rows: readonly (LicenseFact | undefined)[]): LicenseFact[] {
  return rows.filter((row) => row !== undefined);
}
