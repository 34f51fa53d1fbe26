/** Sentences of the area "container" in US English. Keys start with "container.". */
export const container = {
  'container.gzipLimit': 'The file unpacks to more than {bytes} bytes; the rest was not read.',
  'container.gzipDamaged': 'The compressed file is cut or damaged; {bytes} bytes could be unpacked.',
} as const;
