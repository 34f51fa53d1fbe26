import type { http as english } from '../en/http';

/** Sentences of the area "http" in German. */
export const http: Record<keyof typeof english, string> = {};
