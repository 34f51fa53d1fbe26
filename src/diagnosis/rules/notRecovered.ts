import { type ValueRule, whole } from './rule';

/** Answered 401, and no later session to the same host and path got an answer other than 0, 401 and 407. */
export const notRecovered401: ValueRule = (value, { reader, index }) =>
  reader?.session.status === 401 && !index?.isOvercome(reader.session, [0, 401, 407], true) ? whole(value) : [];

/**
 * Answered 407, and no later session or tunnel to the same host got an answer other than 0, 407, 502 and 504: a gateway
 * error after a 407 does not show that the proxy let the client through.
 */
export const notRecovered407: ValueRule = (value, { reader, index }) =>
  reader?.session.status === 407 && !index?.isOvercome(reader.session, [0, 407, 502, 504], false) ? whole(value) : [];
