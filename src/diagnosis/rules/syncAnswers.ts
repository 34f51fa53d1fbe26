import type { ValueRule } from './rule';

const here = [{ start: 0, end: 0 }];

/** The body was decoded as a sync response and holds neither error_code nor error. */
export const syncAnswerWithoutResult: ValueRule = (_, { reader }) => {
  const message = reader?.sync('response');
  return message && message.errorCode?.explicit !== true && !message.error ? here : [];
};

/** The body was decoded as a sync response whose GetUpdates part holds key material (field 6 or 8). */
export const syncAnswerWithKeys: ValueRule = (_, { reader }) => (reader?.sync('response')?.hasKeys ? here : []);
