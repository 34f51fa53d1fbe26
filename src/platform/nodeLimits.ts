/**
 * Memory of the analysis thread. Most of what it makes while it reads a file lives until the file is closed or is gone at
 * once, so a young generation of three times 4 MB is enough; with the usual one, four times as large, a capture takes a
 * tenth more time and half as much memory again.
 */
export const analysisLimits = { maxOldGenerationSizeMb: 4096, maxYoungGenerationSizeMb: 12 };
