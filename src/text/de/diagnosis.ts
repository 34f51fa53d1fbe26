import type { diagnosis as english } from '../en/diagnosis';

/** Sentences of the area "diagnosis" in German. */
export const diagnosis: Record<keyof typeof english, string> = {};
