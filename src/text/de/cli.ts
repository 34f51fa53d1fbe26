import type { cli as english } from '../en/cli';

/** Sentences of the area "cli" in German. */
export const cli: Record<keyof typeof english, string> = {};
