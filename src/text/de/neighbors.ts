import type { neighbors as english } from '../en/neighbors';

/** Sentences of the area "neighbors" in German. */
export const neighbors: Record<keyof typeof english, string> = {};
