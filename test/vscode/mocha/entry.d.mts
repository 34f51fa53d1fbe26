/** Begins the console lines that the runner reads. */
export const TAG: string;
export function hostKind(): 'node' | 'web';
/** `load` defines the suites; `options` are mocha's. */
export function mochaRun(load: () => unknown, options?: { timeout?: number; grep?: string }): () => Promise<void>;
