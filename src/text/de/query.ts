import type { query as english } from '../en/query';

/** Sentences of the area "query" in German. */
export const query: Record<keyof typeof english, string> = {};
