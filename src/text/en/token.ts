/** Sentences of the area "token" in US English. Keys start with "token.". */
export const token = {
  'token.headerUnreadable': 'The header cannot be read: it is cut or no JSON.',
  'token.twoParts': 'Not a complete signed token: it has two parts, the signature part is missing.',
  'token.cut': 'The token is cut or was shortened; what is there is shown.',
  'token.payloadNotBase64': 'The payload is not Base64.',
  'token.payloadNotJson': 'The payload is no JSON; it is shown as text.',
  'token.payloadBroken': 'The payload is cut or damaged JSON; the claims before the damage are shown.',
  'token.zipUnknown': 'The compression "{zip}" of the encrypted content is not a known one.',
  'token.printed':
    'Printed form: the values are readable, but the exact bytes and the signature are lost, so nothing can be verified.',
  'token.samlUnreadable': 'The SAML message cannot be read as XML.',
} as const;
