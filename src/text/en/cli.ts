/** Sentences of the area "cli" in US English. Keys start with "cli.". */
export const cli = {} as const;
