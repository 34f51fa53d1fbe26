/** Sentences of the area "ui" in US English. Keys start with "ui.". */
export const ui = {} as const;
