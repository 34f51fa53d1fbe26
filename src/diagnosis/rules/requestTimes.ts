import { type ValueRule, whole } from './rule';

/** Clocks of two machines may differ that much before "not yet valid" means anything; milliseconds. */
const clockTolerance = 5 * 60_000;

/** The request was made after the token's exp. Judged at the time of the request, never now. */
export const requestAfterExp: ValueRule = (value, { reader }) => {
  const expires = reader?.token?.times.expires;
  const started = reader?.session.started;
  return expires !== undefined && started !== undefined && started > expires ? whole(value) : [];
};

/** The request was made more than five minutes before the token's nbf. */
export const requestBeforeNbf: ValueRule = (value, { reader }) => {
  const from = reader?.token?.times.notBefore;
  const started = reader?.session.started;
  return from !== undefined && started !== undefined && started < from - clockTolerance ? whole(value) : [];
};
