import type { Node } from 'jsonc-parser';
import type { Platform } from '../../platform/platform';
import { type Message, message } from '../../text';
import { booleanOf, listFields, member, parseBody, stringOf, stringsOf } from './body';
import { decodeLicense } from './license';
import type { AccessDecision, EndUserLicense, LicenseProblem, LicenseRequest } from './model';
import { rightMeaning, rightView, roleView } from './rights';
import { serviceError } from './serviceError';
import { readSoapFault } from './soapFault';

type Call = EndUserLicense['call'];

/**
 * Decodes the body of an answer of the Rights Management REST service: an end-user license, an error, or what the
 * neighboring calls return; SOAP faults of on-premises servers as well. `platform` is needed only to decode a license inside the body. Undefined when the text is
 * none of these.
 */
export function decodeEndUserLicense(text: string, platform?: Platform): EndUserLicense | undefined {
  const body = parseBody(text);
  if (!body) return /^\ufeff?\s{0,100}</.test(text) ? readSoapFault(text) : undefined;
  const { root } = body;
  const call = callOf(root);
  if (!call) return undefined;
  const problems: LicenseProblem[] = [...body.problems];
  const accessStatus = stringOf(member(root, 'AccessStatus'));
  const key = member(root, 'Key');
  const hasContentKey = key?.type === 'object' && member(key, 'Value') !== undefined;
  const access = call === 'enduserlicenses' ? decisionOf(accessStatus, hasContentKey) : 'unknown';
  const code = stringOf(member(root, 'Code')) ?? '';
  const errorText = stringOf(member(root, 'Message')) ?? stringOf(member(root, 'ErrorMessage')) ?? '';
  const rights = stringsOf(member(root, 'Rights'))?.map(rightView);
  const { fields, sensitive } = listFields(root, (path, value) => meaningOf(path, value, access));
  if (call === 'enduserlicenses') {
    for (const expected of ['AccessStatus', 'Key']) {
      if (!member(root, expected)) {
        fields.push({
          name: expected,
          value: '',
          state: 'absent',
          personal: false,
          meaning: message('license.fieldAbsent'),
        });
      }
    }
  }
  if (call === 'error' && code === '' && errorText === '') return undefined;
  const serialized =
    stringOf(member(root, 'SerializedPublishingLicense')) ??
    stringOf(member(root, 'SerializedLicense')) ??
    stringOf(member(root, 'License'));
  return {
    kind: 'end-user-license',
    call,
    accessStatus,
    access,
    rights,
    roles: stringsOf(member(root, 'Roles'))?.map(roleView),
    error:
      call === 'error' || code !== '' || (call === 'enduserlicenses' && access !== 'granted' && errorText !== '')
        ? serviceError(code, errorText)
        : undefined,
    owner: stringOf(member(root, 'Owner')) ?? '',
    issuedTo: stringOf(member(root, 'IssuedTo')) ?? '',
    contentId: stringOf(member(root, 'ContentId')) ?? '',
    contentValidUntil: stringOf(member(root, 'ContentValidUntil')) ?? '',
    licenseValidUntil: stringOf(member(root, 'LicenseValidUntil')) ?? '',
    onlineOnly: onlineOnlyOf(root),
    hasContentKey,
    fields,
    license: serialized !== undefined && platform ? decodeLicense(serialized, platform) : undefined,
    sensitive,
    problems,
  };
}

/** Decodes the body of a request to the service. Undefined when it carries no field of one. */
export function decodeLicenseRequest(text: string, platform: Platform): LicenseRequest | undefined {
  const body = parseBody(text);
  if (body?.root.type !== 'object') return undefined;
  const { root } = body;
  const serialized = member(root, 'SerializedPublishingLicense') ?? member(root, 'SerializedLicense');
  const publishing = ['TemplateId', 'Policy', 'PreferDeprecatedAlgorithms', 'AllowAuditedExtraction'].some((name) =>
    member(root, name),
  );
  const certificates = member(root, 'SignatureEncoding') ?? member(root, 'EncodingToSignWith');
  const call: LicenseRequest['call'] | undefined = serialized
    ? 'enduserlicenses'
    : publishing
      ? 'publishinglicenses'
      : certificates
        ? 'clientlicensorcertificates'
        : undefined;
  if (!call) return undefined;
  const { fields, sensitive } = listFields(root, () => undefined);
  const content = stringOf(serialized);
  return {
    kind: 'license-request',
    call,
    license: content === undefined ? undefined : decodeLicense(content, platform),
    fields,
    sensitive,
    problems: body.problems,
  };
}

function callOf(root: Node): Call | undefined {
  if (root.type === 'array') {
    const first = root.children?.[0];
    if (member(first, 'Uri') && member(first, 'Name')) return 'discovery';
    return member(first, 'Id') && member(first, 'Name') && member(first, 'Description') ? 'templates' : undefined;
  }
  if (member(root, 'AccessStatus')) return 'enduserlicenses';
  if (member(root, 'SerializedThinCLC')) return 'clientlicensorcertificates';
  if (member(root, 'SerializedPublishingLicense') && member(root, 'Key')) return 'publishinglicenses';
  if (member(root, 'Key')?.type === 'object' && (member(root, 'Rights') || member(root, 'ContentId')))
    return 'enduserlicenses';
  const code = stringOf(member(root, 'Code')) ?? '';
  if (/RightsManagement|Exception$/.test(code) && member(root, 'Message')) return 'error';
  if (/^Microsoft\.RightsManagement\./.test(code)) return 'error';
  const words = stringOf(member(root, 'Message')) ?? '';
  return /authorization (?:token|has been denied)|RightsManagement|CustomerKeyUnavailable/i.test(words)
    ? 'error'
    : undefined;
}

/** A missing status means granted when a key came along and denied otherwise, as public clients read it. */
function decisionOf(status: string | undefined, hasKey: boolean): AccessDecision {
  switch (status?.trim().toLowerCase()) {
    case 'accessgranted':
      return 'granted';
    case 'accessdenied':
      return 'denied';
    case 'contentexpired':
      return 'content-expired';
    case undefined:
      return hasKey ? 'granted' : 'denied';
    default:
      return 'unknown';
  }
}

function onlineOnlyOf(root: Node): boolean | undefined {
  const online = booleanOf(member(root, 'OnlineAccessOnly'));
  const offline = booleanOf(member(root, 'allowOfflineAccess'));
  return online ?? (offline === undefined ? undefined : !offline);
}

const decisionWords: Readonly<Record<AccessDecision, Message>> = {
  granted: message('license.accessGranted'),
  denied: message('license.accessDenied'),
  'content-expired': message('license.accessExpired'),
  unknown: message('license.accessUnknown'),
};

function meaningOf(path: string, value: string, access: AccessDecision): Message | undefined {
  const name = path.toLowerCase();
  if (name === 'accessstatus') return decisionWords[access];
  if (name === 'code') return serviceError(value, '').meaning ?? message('license.codeUnknown');
  if (name === 'rights' && /^[\w]+$/.test(value)) return rightMeaning(value);
  if (name === 'contentvaliduntil')
    return value === '' ? message('license.never') : message('license.fieldContentUntil');
  if (name === 'licensevaliduntil') return message('license.fieldCacheUntil');
  if (name === 'onlineaccessonly')
    return message(value === 'true' ? 'license.fieldOnlineOnly' : 'license.fieldOfflineAllowed');
  if (name === 'allowofflineaccess')
    return message(value === 'true' ? 'license.fieldOfflineAllowed' : 'license.fieldOnlineOnly');
  if (name === 'key.size') return message('license.fieldKeySize');
  if (name === 'key.ciphermode' && /ECB/.test(value)) return message('license.fieldEcb');
  if (name === 'policy.intervaltimeindays') {
    return Number(value) > 0
      ? message('license.fieldInterval', { days: Number(value) })
      : message('license.fieldOnlineOnly');
  }
  return undefined;
}
