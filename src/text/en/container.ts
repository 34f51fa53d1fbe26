/** Sentences of the area "container" in US English. Keys start with "container.". */
export const container = {
  'container.gzipLimit': 'The file unpacks to more than {bytes} bytes; the rest was not read.',
  'container.gzipDamaged': 'The compressed file is cut or damaged; {bytes} bytes could be unpacked.',
  'container.wideTextLimit': 'The file is UTF-16 and larger than {megabytes} MB; the rest was not read.',
  'container.mailUnreadable': 'The mail cannot be read: it is damaged or of another format.',
  'container.attachmentDamaged': 'The attachment {name} of the mail is damaged and was left out.',
  'container.mailTooLarge': 'The mail is larger than {limit} bytes and was not read.',
  'container.innerIncomplete': '{name} could not be unpacked completely.',
  'container.zipUnreadable': 'The archive cannot be read: it holds no file.',
  'container.zipPassword': 'The archive is protected by a password; its files can be listed but not read.',
  'container.zipEntryLimit': 'The archive holds {count} files; the first {limit} are listed.',
} as const;
