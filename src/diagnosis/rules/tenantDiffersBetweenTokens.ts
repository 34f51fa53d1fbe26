import type { CaptureRule } from './rule';

/** The tenant of a license token differs from that of the sync tokens of the same capture. */
export const tenantDiffersBetweenTokens: CaptureRule = (pass) => {
  const sync = new Set(
    pass.tokens.filter((entry) => entry.host === 'edge.microsoft.com').flatMap((entry) => entry.tenant ?? []),
  );
  if (sync.size === 0) return [];
  return pass.tokens
    .filter((entry) => entry.host === 'api.aadrm.com' && entry.tenant !== undefined && !sync.has(entry.tenant))
    .map((entry) => ({
      place: entry.place,
      session: { key: entry.key, host: entry.host },
      text: `tid: ${entry.tenant} (edge.microsoft.com: ${[...sync].join(', ')})`,
    }));
};
