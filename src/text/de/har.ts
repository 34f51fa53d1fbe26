import type { har as english } from '../en/har';

/** Sentences of the area "har" in German. */
export const har: Record<keyof typeof english, string> = {};
