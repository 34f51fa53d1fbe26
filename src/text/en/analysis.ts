/** Sentences of the area "analysis" in US English. Keys start with "analysis.". */
export const analysis = {} as const;
