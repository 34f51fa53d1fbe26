import type { token as english } from '../en/token';

/** Sentences of the area "token" in German. */
export const token: Record<keyof typeof english, string> = {};
