/** Sentences of the area "netlog" in US English. Keys start with "netlog.". */
export const netlog = {} as const;
