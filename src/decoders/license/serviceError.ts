import { type MessageKey, message } from '../../text';
import { lookUp } from '../lookup';
import type { ServiceError } from './model';

interface KnownCode {
  readonly meaning: MessageKey;
  readonly condition: string;
}

/** Codes of the service as its public clients handle them; the condition tells cause and fix. */
const known: Readonly<Record<string, KnownCode>> = {
  NotSignedUpException: { meaning: 'license.codeNotSignedUp', condition: 'rms-not-activated' },
  UnknownTenantException: { meaning: 'license.codeUnknownTenant', condition: 'rms-tenant-unknown' },
  ServiceDisabledException: { meaning: 'license.codeServiceDisabled', condition: 'rms-service-disabled-for-user' },
  DevicePlatformNotRecognizedException: { meaning: 'license.codePlatform', condition: 'rms-platform-disabled' },
  DevicePlatformDisabledException: { meaning: 'license.codePlatform', condition: 'rms-platform-disabled' },
  ServiceDisabledForApplicationException: {
    meaning: 'license.codeApplication',
    condition: 'rms-application-disabled',
  },
  UnrecognizedUrlException: { meaning: 'license.codeUrl', condition: 'rms-license-url-unknown' },
  BadInputException: { meaning: 'license.codeBadInput', condition: 'rms-license-rejected' },
};

/** Explains Code and Message of an error body. Unknown codes keep their words and get no meaning. */
export function serviceError(code: string, text: string): ServiceError {
  const name = code.slice(code.lastIndexOf('.') + 1);
  const entry = lookUp(known, name);
  const service = /^Microsoft\.RightsManagement\.Exceptions\./.test(code);
  if (entry) return { code, name, message: text, meaning: message(entry.meaning), condition: entry.condition };
  if (/CustomerKeyUnavailable/.test(`${code} ${text}`)) {
    return {
      code,
      name,
      message: text,
      meaning: message('license.codeCustomerKey'),
      condition: 'rms-customer-key-unavailable',
    };
  }
  if (code === '' && /authorization token is not well-formed/i.test(text)) {
    return {
      code,
      name,
      message: text,
      meaning: message('license.codeTokenNotWellFormed'),
      condition: 'http-401-aadrm',
    };
  }
  return {
    code,
    name,
    message: text,
    meaning: undefined,
    condition: service ? 'license-access-not-granted' : undefined,
  };
}
