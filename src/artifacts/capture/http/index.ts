export { bodyText, type DecodedText, decodeText } from './charset';
export { dechunk } from './chunked';
export { decodeBody, maxBodyBytes, type StoredBody } from './content';
export { type Cookie, parseSetCookie, requestCookies, responseCookies, type SetCookie } from './cookies';
export {
  type FormField,
  type Multipart,
  type MultipartPart,
  parseMultipart,
  parseUrlEncoded,
  unescapeForm,
} from './forms';
export { type Head, headEnd, headerText, parseRequestLine, parseStatusLine, type StatusLine, splitHead } from './head';
export { headerTokens, headerValue, headerValues, mediaType, parseParameters } from './headers';
export { type BodyKind, bodyKind } from './sniff';
