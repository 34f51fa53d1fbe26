/** Sentences of the area "token" in US English. Keys start with "token.". */
export const token = {} as const;
