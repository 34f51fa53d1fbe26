/** Sentences of the area "codes" in US English. Keys start with "codes.". */
export const codes = {} as const;
