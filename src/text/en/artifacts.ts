/** Sentences of the area "artifacts" in US English. Keys start with "artifacts.". */
export const artifacts = {} as const;
