/** Sentences of the area "diagnosis" in US English. Keys start with "diagnosis.". */
export const diagnosis = {} as const;
