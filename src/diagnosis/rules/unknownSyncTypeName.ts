import { type ValueRule, whole } from './rule';
import { syncTypeNames, typeNamesOf } from './syncTypeLists';

/** A member of the list is not exactly one of the names that the policy knows (they are case sensitive). */
export const unknownSyncTypeName: ValueRule = (value) =>
  typeNamesOf(value.list ?? value.text).some((name) => !syncTypeNames.has(name)) ? whole(value) : [];
