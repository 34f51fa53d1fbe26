import type { artifacts as english } from '../en/artifacts';

/** Sentences of the area "artifacts" in German. */
export const artifacts: Record<keyof typeof english, string> = {};
