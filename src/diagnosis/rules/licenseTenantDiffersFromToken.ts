import { type ValueRule, whole } from './rule';

/** The Entra tenant of the publishing license differs from that of the token of the same request. */
export const licenseTenantDiffersFromToken: ValueRule = (value, { reader }) => {
  const license = reader?.license?.tenant?.toLowerCase();
  const token = reader?.token?.tenant;
  return license && token && license !== token ? whole(value) : [];
};
