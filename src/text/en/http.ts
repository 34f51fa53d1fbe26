/** Sentences of the area "http" in US English. Keys start with "http.". */
export const http = {} as const;
