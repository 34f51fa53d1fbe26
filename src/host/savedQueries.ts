import type * as vscode from 'vscode';

const storageKey = 'edgeSync.savedQueries';
const most = 50;

/** Queries the reader keeps: one list for all captures and windows, the last one saved first. */
export class SavedQueries {
  constructor(private readonly storage: vscode.Memento) {}

  get all(): readonly string[] {
    const kept: unknown = this.storage.get(storageKey);
    return Array.isArray(kept) ? kept.filter((query): query is string => typeof query === 'string') : [];
  }

  /** Adds or removes a query; answers with the list as it is then. */
  async change(change: { readonly save?: string; readonly forget?: string } | null): Promise<readonly string[]> {
    if (!change) return this.all;
    const others = this.all.filter((query) => query !== change.forget && query !== change.save);
    await this.storage.update(storageKey, change.save ? [change.save, ...others].slice(0, most) : others);
    return this.all;
  }
}
