/** Characters of the bytes 0x80 to 0x9F in Windows-1252, as the Encoding Standard has them. */
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * Text of bytes in Windows-1252. Not by TextDecoder alone: Node 20 reads the bytes 0x80 to 0x9F as the control characters
 * of ISO 8859-1 where euro sign, quotation marks and dashes should be.
 */
export function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => high[control.charCodeAt(0) - 0x80] ?? control);
}
