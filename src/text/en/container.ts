/** Sentences of the area "container" in US English. Keys start with "container.". */
export const container = {} as const;
