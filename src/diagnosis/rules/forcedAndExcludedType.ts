import { policyTexts } from './policies';
import { type ValueRule, whole } from './rule';
import { typeNamesOf } from './syncTypeLists';

/** ForceSyncTypes and SyncTypesListDisabled share a name. */
export const forcedAndExcludedType: ValueRule = (value, { artifact }) => {
  const forced = new Set(policyTexts(artifact, 'ForceSyncTypes').flatMap(typeNamesOf));
  return typeNamesOf(value.list ?? value.text).some((name) => forced.has(name)) ? whole(value) : [];
};
