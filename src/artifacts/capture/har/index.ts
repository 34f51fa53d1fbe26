import type { BodySpans } from './entry';

/** Keys whose strings are passed over: body texts and WebSocket data. */
export const heavyKeys: readonly string[] = ['text', 'data'];

/** Where the entries and their bodies lie, in the order of the file. */
export type EntryIndex = { readonly start: number; readonly end: number; readonly spans: BodySpans }[];
