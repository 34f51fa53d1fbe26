import type { container as english } from '../en/container';

/** Sentences of the area "container" in German. */
export const container: Record<keyof typeof english, string> = {};
