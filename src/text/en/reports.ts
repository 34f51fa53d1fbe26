/** Sentences of the area "reports" in US English. Keys start with "reports.". */
export const reports = {} as const;
