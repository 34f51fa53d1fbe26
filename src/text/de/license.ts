import type { license as english } from '../en/license';

/** Sentences of the area "license" in German. */
export const license: Record<keyof typeof english, string> = {};
