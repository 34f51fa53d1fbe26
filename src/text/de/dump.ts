import type { dump as english } from '../en/dump';

/** Sentences of the area "dump" in German. */
export const dump: Record<keyof typeof english, string> = {};
