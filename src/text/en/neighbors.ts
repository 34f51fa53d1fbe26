/** Sentences of the area "neighbors" in US English. Keys start with "neighbors.". */
export const neighbors = {} as const;
