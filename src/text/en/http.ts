/** Sentences of the area "http" in US English. Keys start with "http.". */
export const http = {
  'http.notChunked': 'The headers say chunked, but the body does not begin with a chunk; it is shown as it is.',
  'http.chunkedCut': 'The chunked body is cut at byte {at}.',
  'http.encodingUnknown': 'The encoding {coding} is not known; the body is shown as it is.',
  'http.decodeFailed': 'The body is not valid {coding}, although the headers say so; it is shown as it is.',
  'http.encodingOther': 'The headers say {coding}, but the body is {actual}.',
  'http.decodeCut': 'The {coding} data is damaged or cut; the first {length} {length|byte|bytes} could be decoded.',
  'http.sanitized': 'Removed by Fiddler: the body is not in the file.',
  'http.bodyLimit': 'Only the first {limit} {limit|byte|bytes} of the body are decoded.',
} as const;
