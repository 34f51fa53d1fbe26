import { message } from '../../text';
import type { EndUserLicense } from './model';
import { unescapeXml } from './unwrap';

/**
 * Reads a SOAP fault of on-premises AD RMS: the exception type stands in `faultcode` or at the head of `faultstring`
 * ([MS-RMPR] names `Microsoft.DigitalRightsManagement.*`). Undefined for any other XML.
 */
export function readSoapFault(text: string): EndUserLicense | undefined {
  const head = text.slice(0, 65_536);
  if (!/<(?:[\w.-]{1,40}:)?Fault[\s>]/.test(head)) return undefined;
  const faultCode = leaf(head, 'faultcode');
  const faultText = leaf(head, 'faultstring');
  const exception = /Microsoft\.(?:DigitalRightsManagement|RightsManagement)(?:\.[A-Za-z]\w{0,80}){1,8}/;
  const code = (exception.exec(faultCode) ?? exception.exec(faultText))?.[0];
  if (code === undefined) return undefined;
  const field = (name: string, value: string) => ({
    name,
    value,
    state: value === '' ? ('absent' as const) : ('present' as const),
    personal: false,
    meaning: name === 'faultcode' ? message('license.codeUnknown') : undefined,
  });
  return {
    kind: 'end-user-license',
    call: 'error',
    accessStatus: undefined,
    access: 'unknown',
    rights: undefined,
    roles: undefined,
    error: {
      code,
      name: code.slice(code.lastIndexOf('.') + 1),
      message: faultText,
      meaning: undefined,
      condition: undefined,
    },
    owner: '',
    issuedTo: '',
    contentId: '',
    contentValidUntil: '',
    licenseValidUntil: '',
    onlineOnly: undefined,
    hasContentKey: false,
    fields: [field('faultcode', faultCode), field('faultstring', faultText)],
    license: undefined,
    sensitive: [],
    problems: [],
  };
}

/** Text of the first element of that name without children; empty when there is none. */
function leaf(text: string, name: string): string {
  const open = new RegExp(`<(?:[\\w.-]{1,40}:)?${name}(?:\\s[^<>]{0,500})?>`, 'i').exec(text);
  if (!open) return '';
  const start = open.index + open[0].length;
  const end = text.indexOf('<', start);
  return unescapeXml(text.slice(start, end < 0 ? text.length : end)).trim();
}
