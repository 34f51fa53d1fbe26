import type { codes as english } from '../en/codes';

/** Sentences of the area "codes" in German. */
export const codes: Record<keyof typeof english, string> = {};
