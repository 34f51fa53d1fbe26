import type { host as english } from '../en/host';

/** Sentences of the area "host" in German. */
export const host: Record<keyof typeof english, string> = {};
