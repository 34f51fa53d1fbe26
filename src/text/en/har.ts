/** Sentences of the area "har" in US English. Keys start with "har.". */
export const har = {} as const;
