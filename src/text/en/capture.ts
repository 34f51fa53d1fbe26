/** Sentences of the area "capture" in US English. Keys start with "capture.". */
export const capture = {} as const;
