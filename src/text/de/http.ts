/** Sentences of the area "http" in German. Keys start with "http.". */
export const http = {
  'http.notChunked': 'Laut Header ist der Inhalt „chunked“, er beginnt aber nicht so; er wird unverändert gezeigt.',
  'http.chunkedCut': 'Der in Blöcken übertragene Inhalt ist bei Byte {at} abgeschnitten.',
  'http.encodingUnknown': 'Die Kodierung {coding} ist nicht bekannt; der Inhalt wird unverändert gezeigt.',
  'http.decodeFailed':
    'Der Inhalt ist kein gültiges {coding}, obwohl die Header das sagen; er wird unverändert gezeigt.',
  'http.encodingOther': 'Laut Header ist der Inhalt {coding}, tatsächlich ist er {actual}.',
  'http.decodeCut':
    'Die {coding}-Daten sind beschädigt oder abgeschnitten; dekodiert wurden die ersten {length} {length|Byte|Bytes}.',
  'http.sanitized': 'Von Fiddler entfernt: Der Inhalt steht nicht in der Datei.',
  'http.bodyLimit': 'Nur die ersten {limit} {limit|Byte|Bytes} des Inhalts sind dekodiert.',
} as const;
