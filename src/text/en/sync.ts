/** Sentences of the area "sync" in US English. Keys start with "sync.". */
export const sync = {} as const;
