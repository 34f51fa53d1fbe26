/** Sentences of the area "query" in US English. Keys start with "query.". */
export const query = {} as const;
