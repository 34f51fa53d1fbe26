import * as vscode from 'vscode';
import type { ArtifactRef } from '../../analysis/protocol';
import type { ListQuery, Severity } from '../../analysis/views';
import type { InspectorEditors } from '../editors/provider';
import type { Host } from '../host';
import { nameOf, refOf } from '../refs';
import { saveCopy } from './save';

interface Source {
  readonly ref: ArtifactRef;
  readonly uri: vscode.Uri;
  readonly name: string;
}

/** Which sessions go into an export; all when `keys` is undefined. */
interface Scope extends vscode.QuickPickItem {
  readonly keys: () => Promise<readonly number[] | undefined>;
}

/** Commands that write sessions and statistics of a capture into files of their own. */
export class ExportCommands {
  constructor(
    private readonly host: Host,
    private readonly editors: InspectorEditors,
  ) {}

  /** Writes sessions of the active capture as SAZ, HAR or Markdown; redacted unless the user says otherwise. */
  readonly exportSessions = async (given?: unknown): Promise<void> => {
    const from = this.source(given);
    if (!from) return;
    const scope = await this.scope(from);
    if (!scope) return;
    const formats = [
      { label: this.host.t('host.exportSaz'), as: 'saz' as const },
      { label: this.host.t('host.exportHar'), as: 'har' as const },
      { label: this.host.t('host.exportMarkdown'), as: 'markdown' as const },
    ];
    const format = await vscode.window.showQuickPick(formats, { placeHolder: this.host.t('host.exportFormat') });
    if (!format) return;
    const masks = [
      { label: this.host.t('host.exportRedacted'), redacted: true },
      { label: this.host.t('host.exportPlain'), redacted: false },
    ];
    const mask = await vscode.window.showQuickPick(masks, { placeHolder: this.host.t('host.exportMask') });
    if (!mask) return;
    await this.host.attempt(async () => {
      await this.host.open(from.ref, from.name);
      const keys = await scope.keys();
      const { redacted } = mask;
      const request = { ref: from.ref, as: format.as, redacted, ...(keys ? { keys } : {}) };
      const copy = await this.host.service.request('redact', request);
      await saveCopy(this.host, copy.bytes, ownName(copy.name, from.name), from.uri);
    });
  };

  /** Writes the figures of the active capture as a picture or as tables. */
  readonly exportStatistics = async (given?: unknown): Promise<void> => {
    const from = this.source(given);
    if (!from) return;
    const formats = [
      { label: this.host.t('host.statisticsSvg'), format: 'svg' as const, ending: 'svg' },
      { label: this.host.t('host.statisticsMarkdown'), format: 'markdown' as const, ending: 'md' },
      { label: this.host.t('host.statisticsCsv'), format: 'csv' as const, ending: 'csv' },
    ];
    const chosen = await vscode.window.showQuickPick(formats, { placeHolder: this.host.t('host.exportFormat') });
    if (!chosen) return;
    await this.host.attempt(async () => {
      await this.host.open(from.ref, from.name);
      const { format, ending } = chosen;
      const text = await this.host.service.request('statisticsFile', { ref: from.ref, format });
      const name = `${stemOf(from.name)}.statistics.${ending}`;
      await saveCopy(this.host, new TextEncoder().encode(text), name, from.uri);
    });
  };

  private source(given: unknown): Source | undefined {
    const from =
      given instanceof vscode.Uri ? { ref: refOf(given), uri: given, name: nameOf(given) } : this.host.activeRef();
    if (!from) vscode.window.setStatusBarMessage(this.host.t('host.nothingOpen'), 5000);
    return from;
  }

  /** Asks for the sessions meant, where there is a choice: several selected ones, those the filter lists, or all. */
  private async scope({ ref }: Source): Promise<Scope | undefined> {
    const context = this.editors.active?.context ?? {};
    const text = (name: string) => (typeof context[name] === 'string' ? String(context[name]) : '');
    const selected = text('selectedKeys').split(',').filter(Boolean).map(Number);
    const query = text('query');
    const severities = text('severities').split(',').filter(isSeverity);
    const listed = Number(context['matches'] ?? 0);
    const total = Number(context['total'] ?? 0);
    const all: Scope = {
      label: this.host.t('host.exportAll', { count: total }),
      keys: () => Promise.resolve(undefined),
    };
    const chosen: Scope = {
      label: this.host.t('host.exportSelected', { count: selected.length }),
      keys: () => Promise.resolve(selected),
    };
    const shown: Scope = {
      label: this.host.t('host.exportListed', { count: listed }),
      description: [query, ...severities].filter(Boolean).join(' '),
      keys: () => this.keysOf(ref, { query, severities }),
    };
    const scopes = [
      ...(selected.length > 1 ? [chosen] : []),
      ...(listed > 0 && listed < total ? [shown] : []),
      all,
      ...(selected.length === 1 ? [chosen] : []),
    ];
    if (scopes.length === 1) return all;
    return vscode.window.showQuickPick(scopes, { placeHolder: this.host.t('host.exportScope') });
  }

  private async keysOf(ref: ArtifactRef, query: ListQuery): Promise<readonly number[]> {
    const { keys } = await this.host.service.request('list', { ref, view: 'export', query });
    return [...new Set(keys)].filter((key) => key > 0);
  }
}

function isSeverity(name: string): name is Severity {
  return ['error', 'warning', 'information', 'hint'].includes(name);
}

function stemOf(name: string): string {
  return name.replace(/\.[^.]{1,5}$/, '');
}

/** A name that is not the one of the original. */
function ownName(name: string, original: string): string {
  if (name !== original) return name;
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)}.export${name.slice(dot)}` : `${name}.export`;
}
