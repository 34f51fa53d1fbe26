import type { Span } from '../../artifacts/place';
import type { Message } from '../../text';

/*
 * What a rights-management license says, as far as it stands there in clear. Field names follow XrML 1.2 as [MS-RMPR]
 * section 2.2.9 profiles it. Spans are offsets into the text of `LicenseDocument.texts[certificate.text]`.
 */

/** Something that could not be read, or reads oddly. `span` lies in `texts[text]` of the document. */
export interface LicenseProblem {
  /** Stable kebab-case code. */
  readonly code: string;
  readonly message: Message;
  readonly text?: number;
  readonly span?: Span;
}

/** A value with its place. */
export interface Located<T = string> {
  readonly value: T;
  readonly span: Span;
}

/** The kind of one XrML document, told by BODY type and DESCRIPTOR (or WORK) object type. */
export type CertificateType =
  | 'publishing-license'
  | 'use-license'
  | 'client-licensor'
  | 'server-licensor'
  | 'certification-authority'
  | 'rights-account'
  | 'machine'
  | 'rights-template'
  | 'revocation-list'
  | 'license'
  | 'unknown';

/** A date as written (UTC, mostly `YYYY-MM-DDThh:mm`) and in milliseconds since 1970; undefined when unreadable. */
export interface LicenseTime {
  readonly text: string;
  readonly time: number | undefined;
  readonly span: Span;
}

export interface Validity {
  readonly from: LicenseTime | undefined;
  readonly until: LicenseTime | undefined;
}

/** OBJECT: who or what something is. */
export interface LicenseObject {
  readonly type: string;
  /** ID as written, with braces if they are there. */
  readonly id: string;
  readonly idType: string;
  readonly name: string;
  /** ADDRESS elements with their type (`URL`, `email_alias`, `home_tenantId`, ...). */
  readonly addresses: readonly { readonly type: string; readonly value: string; readonly span: Span }[];
  readonly span: Span;
}

export interface PublicKey {
  readonly algorithm: string;
  /** Size in bits as the element says. */
  readonly statedBits: number | undefined;
  /** Size in bits of the modulus; 0 when it is not readable. */
  readonly bits: number;
  readonly exponent: string;
  /** Base64 of the modulus as written (little-endian bytes), without white space. */
  readonly modulus: string;
  readonly span: Span;
}

export interface SecurityLevel {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** A sealed value that only its addressee can open. The content is not part of the model. */
export interface SealedValue {
  /** `sealed-key`, `sealed-key-v2`, ... */
  readonly type: string;
  readonly bits: number;
  readonly span: Span;
}

export interface Principal {
  readonly internalId: string;
  readonly objects: readonly LicenseObject[];
  readonly key: PublicKey | undefined;
  readonly securityLevels: readonly SecurityLevel[];
  readonly enablingBits: readonly SealedValue[];
  /** ANYONE or EVERYONE instead of an object. */
  readonly everyone: boolean;
  readonly span: Span;
}

export interface DistributionPoint {
  /** `License-Acquisition-URL`, `Extranet-License-Acquisition-URL`, `Referral-Info`, `Activation`, ... */
  readonly type: string;
  readonly name: string;
  /** GUID of the kind of address (a constant per type), never a tenant. */
  readonly id: string;
  readonly address: string;
  readonly span: Span;
}

/** Name and description of a template or policy in one language. */
export interface DescriptorName {
  /** Windows language id; 127 = invariant; undefined when the text has no LCID form. */
  readonly lcid: number | undefined;
  readonly name: string;
  readonly description: string;
}

export interface Descriptor {
  /** `MS-GUID` of the template or of the license, as written. */
  readonly id: string;
  /** Date of the template's last change, where given. */
  readonly version: string;
  readonly objectType: string;
  readonly names: readonly DescriptorName[];
  readonly span: Span;
}

/** A right in clear with its conditions. */
export interface LicenseRight {
  /** Upper-case name: `VIEW`, `ISSUE`, ... */
  readonly name: string;
  readonly range: Validity | undefined;
  /** How many days a use license may be kept offline. */
  readonly intervalDays: number | undefined;
  /** Who has it: names or ids of principals; `everyone` for ANYONE and EVERYONE. */
  readonly principals: readonly string[];
  /** Other conditions by element name: `REFRESH`, `MAXCOUNT`, ... */
  readonly conditions: readonly string[];
  readonly span: Span;
}

/** Signed application data in clear, for example `NOLICCACHE` = `1`. */
export interface ApplicationData {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface ApplicationPolicy {
  readonly type: string;
  readonly file: string;
  readonly minimum: string;
  readonly maximum: string;
}

export type DigestState = 'match' | 'mismatch' | 'absent' | 'not-checked';
export type SignatureState = 'fits-named-key' | 'does-not-fit' | 'not-checked';

/** What the integrity check of one certificate found. Never says who issued it. */
export interface Integrity {
  /** SHA over the exact text of BODY against DIGEST. */
  readonly digest: DigestState;
  /** RSA signature over DIGEST against the key that ISSUER names. */
  readonly signature: SignatureState;
  /** `SHA1`, `SHA256`, or as written. */
  readonly digestAlgorithm: string;
  readonly signatureBits: number;
  /** True for SHA-1 or keys below 2048 bits: worth a neutral note. */
  readonly oldAlgorithms: boolean;
  /** The verdict in words. */
  readonly words: Message;
  readonly digestSpan: Span | undefined;
  readonly signatureSpan: Span | undefined;
}

/** One XrML document of a chain. */
export interface LicenseCertificate {
  readonly type: CertificateType;
  /** BODY type and version as written. */
  readonly bodyType: string;
  readonly bodyVersion: string;
  /** DESCRIPTOR (or WORK) object type as written. */
  readonly objectType: string;
  /** `purpose` of the root element. */
  readonly purpose: string;
  readonly issued: LicenseTime | undefined;
  readonly validity: Validity | undefined;
  readonly descriptor: Descriptor | undefined;
  readonly issuer: LicenseObject | undefined;
  readonly issuerKey: PublicKey | undefined;
  readonly securityLevels: readonly SecurityLevel[];
  readonly distributionPoints: readonly DistributionPoint[];
  readonly principals: readonly Principal[];
  /** Machines or groups an account certificate is bound to. */
  readonly federationPrincipals: readonly Principal[];
  readonly contentId: Located | undefined;
  readonly contentName: string;
  readonly owner: LicenseObject | undefined;
  readonly sku: string;
  readonly rights: readonly LicenseRight[];
  /** Length in characters of the encrypted rights; undefined when there are none. */
  readonly encryptedRights: { readonly length: number; readonly span: Span } | undefined;
  readonly applicationData: readonly ApplicationData[];
  readonly metadata: readonly ApplicationData[];
  /** Sensitivity label. */
  readonly label: { readonly id: string; readonly tenant: string } | undefined;
  readonly applicationPolicies: readonly ApplicationPolicy[];
  /** `server`: signed online; `user`: made offline with a client licensor certificate. */
  readonly madeBy: 'server' | 'user' | undefined;
  readonly integrity: Integrity;
  /** True when the closing tag is missing: cut off. */
  readonly cut: boolean;
  /** Index into `LicenseDocument.texts`. */
  readonly text: number;
  /** From `<XrML` to `</XrML>` inclusive. */
  readonly span: Span;
  /** Values that are masked or personal, for the virtual document and redaction. */
  readonly sensitive: readonly SensitiveSpan[];
}

/** Part of the license text that is masked (`secret`) or pseudonymized on export (`personal`). */
export interface SensitiveSpan {
  readonly class: 'sealed-key' | 'encrypted-rights' | 'signature' | 'private-key' | 'content-key' | 'personal';
  readonly span: Span;
}

/** Whether the issuer key of one certificate is the principal key of the next that could have issued it. */
export interface ChainLink {
  /** Index of the certificate that was issued. */
  readonly from: number;
  /** Index of the issuing certificate; undefined when it is not part of the chain. */
  readonly to: number | undefined;
  /** `linked`: keys are equal; `root-absent`: nothing in the chain names this issuer; `broken`: names fit, keys differ. */
  readonly state: 'linked' | 'root-absent' | 'broken' | 'not-checkable';
}

export type LicenseEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'text';

/** A text that holds one or more certificates, and how it came about. */
export interface LicenseText {
  readonly text: string;
  /** Outermost first, for example `["base64", "utf-16le"]`, `["CERTIFICATE[2]", "base64", "utf-16le"]`. */
  readonly layers: readonly string[];
  readonly encoding: LicenseEncoding;
  readonly bom: boolean;
  /** How many trailing NUL characters were taken away. */
  readonly trailingNuls: number;
}

/** The JSON form of a license ("thin license"), as offline publishing of the mobile SDK makes it. */
export interface JsonLicense {
  readonly version: string;
  readonly signatureAlgorithm: string;
  /** Facts in clear with their JSON path. Private and content keys are left out. */
  readonly facts: readonly { readonly path: string; readonly name: string; readonly value: string }[];
  /** Paths of values that were left out because they are keys or encrypted. */
  readonly masked: readonly string[];
}

export interface LicenseDocument {
  readonly kind: 'publishing-license';
  readonly texts: readonly LicenseText[];
  readonly certificates: readonly LicenseCertificate[];
  readonly links: readonly ChainLink[];
  readonly json: JsonLicense | undefined;
  /** Entra tenant ids in order of trust: Tenant-ID, LABEL TenantId, home_tenantId. Lower case, no braces. */
  readonly tenants: readonly Located[];
  /** First of {@link tenants}, or undefined. */
  readonly tenant: string | undefined;
  /** RMS service id (GUID of the host name); not the tenant. */
  readonly serviceId: string | undefined;
  /** `na`, `eu`, `ap`, ... as in the host name. */
  readonly region: string | undefined;
  /** `public`, `us-government`, `china`, `germany`, or `on-premises` for any other licensing host. */
  readonly cloud: 'public' | 'us-government' | 'china' | 'germany' | 'on-premises' | undefined;
  /** Intranet licensing address (the one the client asks first). */
  readonly licensingUrl: string | undefined;
  readonly extranetLicensingUrl: string | undefined;
  readonly contentId: string | undefined;
  readonly owner: string | undefined;
  readonly template: Descriptor | undefined;
  readonly referral: string | undefined;
  readonly label: string | undefined;
  readonly problems: readonly LicenseProblem[];
}

/** Meaning of AccessStatus. */
export type AccessDecision = 'granted' | 'denied' | 'content-expired' | 'unknown';

export interface RightView {
  readonly name: string;
  readonly meaning: Message;
}

/** An error of the Rights Management REST service. */
export interface ServiceError {
  /** As written, for example `Microsoft.RightsManagement.Exceptions.NotSignedUpException`. */
  readonly code: string;
  /** Last part of the code, for example `NotSignedUpException`. */
  readonly name: string;
  readonly message: string;
  /** Undefined for a code that is not known: shown verbatim, never guessed. */
  readonly meaning: Message | undefined;
  /** Condition of the knowledge data that tells cause and fix; `license-access-not-granted` for unknown codes. */
  readonly condition: string | undefined;
}

/** A field of a REST body for the "Answer of the service" table. */
export interface AnswerField {
  /** JSON path, for example `Policy.IntervalTimeInDays`. */
  readonly name: string;
  /** Empty when masked or absent. */
  readonly value: string;
  readonly state: 'present' | 'absent' | 'masked';
  /** Length in characters of a masked value, and what it is. */
  readonly length?: number;
  readonly secret?: 'content-key' | 'private-key' | 'encrypted' | 'license';
  readonly personal: boolean;
  readonly meaning: Message | undefined;
}

/** Body of an answer of the Rights Management REST service. Content keys never enter the model. */
export interface EndUserLicense {
  readonly kind: 'end-user-license';
  /** Which call the body answers, told by its fields. */
  readonly call:
    | 'enduserlicenses'
    | 'publishinglicenses'
    | 'templates'
    | 'clientlicensorcertificates'
    | 'discovery'
    | 'error';
  /** AccessStatus as written; undefined when missing. */
  readonly accessStatus: string | undefined;
  readonly access: AccessDecision;
  /** Undefined when the list is null or missing. */
  readonly rights: readonly RightView[] | undefined;
  readonly roles: readonly RightView[] | undefined;
  readonly error: ServiceError | undefined;
  readonly owner: string;
  readonly issuedTo: string;
  readonly contentId: string;
  /** As written; empty = never. */
  readonly contentValidUntil: string;
  readonly licenseValidUntil: string;
  /** False when the answer may be cached; undefined when not told. */
  readonly onlineOnly: boolean | undefined;
  /** A content key was in the body (masked). */
  readonly hasContentKey: boolean;
  readonly fields: readonly AnswerField[];
  /** License inside the body (`SerializedPublishingLicense`, `SerializedLicense`, `License`). */
  readonly license: LicenseDocument | undefined;
  /** Character ranges of the JSON text that hold secrets or personal values. */
  readonly sensitive: readonly SensitiveSpan[];
  readonly problems: readonly LicenseProblem[];
}

/** Body of a request to the Rights Management REST service. */
export interface LicenseRequest {
  readonly kind: 'license-request';
  readonly call: 'enduserlicenses' | 'publishinglicenses' | 'clientlicensorcertificates' | 'unknown';
  readonly license: LicenseDocument | undefined;
  readonly fields: readonly AnswerField[];
  readonly sensitive: readonly SensitiveSpan[];
  readonly problems: readonly LicenseProblem[];
}

/** `WWW-Authenticate` of a 401 from the service. */
export interface LicenseChallenge {
  readonly scheme: string;
  /** `https://aadrm.com` */
  readonly resource: string | undefined;
  /** Entra tenant of the content (lower case), to be compared with the token's `tid`. */
  readonly realm: string | undefined;
  readonly authorization: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

/** Where license text sits in any text. */
export interface FoundLicense {
  readonly span: Span;
  /** The text itself: XrML, Base64 or JSON as written. */
  readonly raw: string;
  readonly form: 'xrml' | 'base64' | 'certificate-chain' | 'escaped' | 'json';
  /** Name of the JSON field or element around it, where there is one. */
  readonly field: string | undefined;
}
