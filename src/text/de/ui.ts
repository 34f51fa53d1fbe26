import type { ui as english } from '../en/ui';

/** Sentences of the area "ui" in German. */
export const ui: Record<keyof typeof english, string> = {};
