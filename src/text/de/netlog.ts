import type { netlog as english } from '../en/netlog';

/** Sentences of the area "netlog" in German. */
export const netlog: Record<keyof typeof english, string> = {};
