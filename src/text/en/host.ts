/** Sentences of the area "host" in US English. Keys start with "host.". */
export const host = {} as const;
