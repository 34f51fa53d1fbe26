/** Names of SyncTypesListDisabled and ForceSyncTypes. */
export const syncTypeNames: ReadonlySet<string> = new Set([
  'favorites',
  'settings',
  'passwords',
  'addressesAndMore',
  'extensions',
  'history',
  'openTabs',
  'edgeWallet',
  'collections',
  'apps',
  'edgeFeatureUsage',
]);

/** Members of a list policy: an array, or its text with commas, brackets and quotes as people copy it. */
export function typeNamesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== 'string') return [];
  return value
    .replace(/^\s*\[|\]\s*$/g, '')
    .split(/[,;\n]/)
    .map((name) => name.trim().replace(/^["']|["']$/g, ''))
    .filter((name) => name !== '');
}
