/** Sentences of the area "dump" in US English. Keys start with "dump.". */
export const dump = {} as const;
