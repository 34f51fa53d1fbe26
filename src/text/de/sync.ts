import type { sync as english } from '../en/sync';

/** Sentences of the area "sync" in German. */
export const sync: Record<keyof typeof english, string> = {};
