import type { Span } from '../../artifacts/place';
import type { Platform } from '../../platform/platform';
import { lookUp } from '../lookup';
import { checkIntegrity } from './integrity';
import type {
  ApplicationData,
  CertificateType,
  LicenseCertificate,
  LicenseRight,
  Principal,
  SensitiveSpan,
} from './model';
import {
  compact,
  descriptorOf,
  distributionPointOf,
  innerSpan,
  objectOf,
  principalOf,
  publicKeyOf,
  securityLevelsOf,
  timeOf,
  validityOf,
} from './parts';
import { at, child, children, collapse, deepChild, parseXml, type XmlElement } from './xml';

const typeByObject: Readonly<Record<string, CertificateType>> = {
  'content-license': 'use-license',
  'client-licensor-certificate': 'client-licensor',
  'server-licensor-certificate': 'server-licensor',
  'drm-ca-certificate': 'certification-authority',
  'group-identity-credential': 'rights-account',
  'machine-certificate': 'machine',
};

/** Reads one XrML document that lies at `span` of `source`; `cut` when its closing tag is missing; `parsed` if known. */
export function readCertificate(
  source: string,
  span: Span,
  cut: boolean,
  textIndex: number,
  platform: Platform,
  parsed?: XmlElement,
): LicenseCertificate {
  const slice = source.slice(span.start, span.end);
  const root = parsed ?? parseXml(cut ? slice.slice(0, slice.lastIndexOf('>') + 1) : slice, span.start);
  const body = child(root, 'BODY');
  // Crossed tags put elements at the wrong depth; they are taken where they stand.
  const work = child(body, 'WORK') ?? deepChild(body, 'WORK');
  const issuer = child(body, 'ISSUER') ?? deepChild(body, 'ISSUER');
  const issued = child(body, 'ISSUEDPRINCIPALS') ?? deepChild(body, 'ISSUEDPRINCIPALS');
  const issuerKey = publicKeyOf(child(issuer, 'PUBLICKEY'));
  const descriptor = descriptorOf(child(body, 'DESCRIPTOR'));
  const objectType = descriptor?.objectType || child(work, 'OBJECT')?.attributes['type'] || '';
  const bodyType = body?.attributes['type'] ?? '';
  const principals = children(issued, 'PRINCIPAL').map(principalOf);
  const contentElement = at(work, 'OBJECT', 'ID');
  const issuerObject = objectOf(child(issuer, 'OBJECT'));
  const encrypted = children(body, 'AUTHENTICATEDDATA').find(
    ({ attributes }) => attributes['id'] === 'Encrypted-Rights-Data',
  );
  const data = children(body, 'AUTHENTICATEDDATA').filter((element) => element !== encrypted);
  const labels = data.filter(({ attributes }) => attributes['id'] === 'LABEL').map(dataOf);
  const distribution = [...children(body, 'DISTRIBUTIONPOINT'), ...children(issued, 'DISTRIBUTIONPOINT')];
  const bodySpan = exactBody(source, span);
  let sensitive: readonly SensitiveSpan[] | undefined;
  return {
    type: typeOf(bodyType, objectType, root, principals),
    bodyType,
    bodyVersion: body?.attributes['version'] ?? '',
    objectType,
    purpose: root?.attributes['purpose'] ?? '',
    issued: timeOf(child(body, 'ISSUEDTIME')),
    validity: validityOf(child(body, 'VALIDITYTIME')),
    descriptor,
    issuer: issuerObject,
    issuerKey,
    securityLevels: securityLevelsOf(issuer),
    distributionPoints: distribution.map(distributionPointOf),
    principals,
    federationPrincipals: children(child(body, 'FEDERATIONPRINCIPALS'), 'PRINCIPAL').map(principalOf),
    contentId:
      contentElement && contentElement.text !== ''
        ? { value: compact(contentElement.text), span: innerSpan(source, contentElement.span) }
        : undefined,
    contentName: collapse(at(work, 'OBJECT', 'NAME')?.text ?? ''),
    owner: objectOf(at(work, 'METADATA', 'OWNER', 'OBJECT')),
    sku: collapse(at(work, 'METADATA', 'SKU')?.text ?? ''),
    rights: rightsOf(work),
    encryptedRights: encrypted
      ? { length: compact(encrypted.text).length, span: innerSpan(source, encrypted.span) }
      : undefined,
    applicationData: data
      .filter(({ attributes }) => attributes['id'] !== 'LICENSEMETADATA' && attributes['id'] !== 'LABEL')
      .map(dataOf),
    metadata: data.filter(({ attributes }) => attributes['id'] === 'LICENSEMETADATA').map(dataOf),
    label:
      labels.length > 0
        ? {
            id: labels.find(({ name }) => name.toLowerCase() === 'id')?.value ?? '',
            tenant: labels.find(({ name }) => name.toLowerCase() === 'tenantid')?.value ?? '',
          }
        : undefined,
    applicationPolicies: children(body, 'POLICYLIST').flatMap((list) =>
      children(list, 'POLICY').map((policy) => ({
        type: list.attributes['type'] ?? '',
        file: collapse(at(policy, 'OBJECT', 'ID')?.text ?? ''),
        minimum: at(policy, 'OBJECT', 'VERSIONSPAN')?.attributes['min'] ?? '',
        maximum: at(policy, 'OBJECT', 'VERSIONSPAN')?.attributes['max'] ?? '',
      })),
    ),
    madeBy:
      issuerObject?.type === 'MS-DRM-Server' ? 'server' : issuerObject?.type === 'Group-Identity' ? 'user' : undefined,
    integrity: checkIntegrity(source, bodySpan, root, issuerKey, platform),
    cut,
    text: textIndex,
    span,
    get sensitive(): readonly SensitiveSpan[] {
      sensitive ??= root ? sensitiveSpans(source, root) : [];
      return sensitive;
    },
  };
}

/** From `<BODY` to `</BODY>` inclusive: exactly the characters that were signed. */
function exactBody(source: string, span: Span): Span | undefined {
  const slice = source.slice(span.start, span.end);
  const start = slice.search(/<BODY[\s>]/);
  const end = slice.lastIndexOf('</BODY>');
  return start >= 0 && end > start
    ? { start: span.start + start, end: span.start + end + '</BODY>'.length }
    : undefined;
}

function typeOf(
  bodyType: string,
  objectType: string,
  root: XmlElement | undefined,
  principals: readonly Principal[],
): CertificateType {
  if (bodyType === 'Microsoft Rights Label') return 'publishing-license';
  if (bodyType === 'Microsoft Official Rights Template' || bodyType === 'Microsoft Rights Template')
    return 'rights-template';
  const named = lookUp(typeByObject, objectType.toLowerCase());
  if (named) return named;
  if (root?.attributes['purpose'] === 'Content-License') return 'use-license';
  if (root?.name === 'REVOCATIONLIST' || at(root, 'BODY', 'REVOCATIONLIST') || child(root, 'REVOCATIONLIST'))
    return 'revocation-list';
  if (bodyType.toUpperCase() !== 'LICENSE') return 'unknown';
  const issuing = at(root, 'BODY', 'WORK', 'RIGHTSGROUP', 'RIGHTSLIST')?.children.some(
    (right) => right.attributes['name'] === 'ISSUE',
  );
  if (issuing && principals.some(({ objects }) => objects[0]?.type === 'MS-DRM-Server')) return 'server-licensor';
  if (issuing && principals.some(({ objects }) => objects[0]?.type === 'Group-Identity')) return 'client-licensor';
  return 'license';
}

function dataOf(element: XmlElement): ApplicationData {
  return {
    id: element.attributes['id'] ?? '',
    name: element.attributes['name'] ?? '',
    value: collapse(element.text),
    span: element.span,
  };
}

function rightsOf(work: XmlElement | undefined): LicenseRight[] {
  return children(work, 'RIGHTSGROUP').flatMap((group) =>
    children(group, 'RIGHTSLIST').flatMap((list) =>
      list.children.map((right): LicenseRight => {
        const conditions = child(right, 'CONDITIONLIST') ?? right;
        const times = children(conditions, 'TIME');
        const days = times
          .flatMap((time) => children(time, 'INTERVALTIME'))
          .map(({ attributes }) => attributes['days'])[0];
        const range = times.map((time) => child(time, 'RANGETIME')).find((found) => found !== undefined);
        const access = [...children(conditions, 'ACCESS'), ...(conditions === right ? [] : children(right, 'ACCESS'))];
        return {
          name: (right.name === 'RIGHT' ? (right.attributes['name'] ?? '') : right.name).toUpperCase(),
          range: validityOf(range),
          intervalDays: days !== undefined && /^\d{1,6}$/.test(days) ? Number.parseInt(days, 10) : undefined,
          principals: access.flatMap((element) => children(element, 'PRINCIPAL').map(principalName)),
          conditions: conditions.children
            .map(({ name }) => name)
            .filter((name) => name !== 'TIME' && name !== 'ACCESS' && name !== 'CONDITIONLIST'),
          span: right.span,
        };
      }),
    ),
  );
}

function principalName(element: XmlElement): string {
  const principal = principalOf(element);
  const object = principal.objects[0];
  if (principal.everyone || /^(?:anyone|everyone)$/i.test(object?.id ?? '')) return 'everyone';
  return object?.name || object?.id || (principal.internalId === '' ? '' : `principal ${principal.internalId}`);
}

const secretElements: Readonly<Record<string, SensitiveSpan['class']>> = {
  ENABLINGBITS: 'sealed-key',
  SIGNATURE: 'signature',
};

/** Sealed keys, signature values and encrypted rights (masked); names, mail addresses and ids of people (personal). */
function sensitiveSpans(source: string, root: XmlElement): SensitiveSpan[] {
  const found: SensitiveSpan[] = [];
  const walk = (
    element: XmlElement,
    parent: string,
    person: boolean,
    secret: SensitiveSpan['class'] | undefined,
  ): void => {
    const { name, attributes } = element;
    const add = (kind: SensitiveSpan['class']): void => {
      if (element.text !== '') found.push({ class: kind, span: innerSpan(source, element.span) });
    };
    if (name === 'VALUE' && secret !== undefined) add(secret);
    else if (name === 'AUTHENTICATEDDATA' && attributes['id'] === 'Encrypted-Rights-Data') add('encrypted-rights');
    else if (name === 'AUTHENTICATEDDATA' && attributes['id'] === 'LICENSEMETADATA') add('personal');
    else if (name === 'ADDRESS' && /^(?:email|home_objectid|home_puid)/i.test(attributes['type'] ?? ''))
      add('personal');
    else if (name === 'ADDRESS' && /@/.test(element.text)) add('personal');
    else if (name === 'ID' && /^(?:Windows|Federation|Passport|MS-PassportID)$/.test(attributes['type'] ?? ''))
      add('personal');
    else if (name === 'NAME' && parent === 'OBJECT' && (person || /@/.test(element.text))) add('personal');
    const inside = name === 'DIGEST' ? undefined : (lookUp(secretElements, name) ?? secret);
    const ofPerson = name === 'OBJECT' && (parent === 'OWNER' || attributes['type'] === 'Group-Identity');
    for (const inner of element.children) walk(inner, name, ofPerson, inside);
  };
  walk(root, '', false, undefined);
  return found;
}
