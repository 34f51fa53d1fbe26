import type { reports as english } from '../en/reports';

/** Sentences of the area "reports" in German. */
export const reports: Record<keyof typeof english, string> = {};
