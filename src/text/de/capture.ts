import type { capture as english } from '../en/capture';

/** Sentences of the area "capture" in German. */
export const capture: Record<keyof typeof english, string> = {};
