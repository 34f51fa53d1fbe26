/** Sentences of the area "license" in US English. Keys start with "license.". */
export const license = {} as const;
