import type { analysis as english } from '../en/analysis';

/** Sentences of the area "analysis" in German. */
export const analysis: Record<keyof typeof english, string> = {};
