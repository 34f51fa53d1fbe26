import * as vscode from 'vscode';
import type { Result } from '../../analysis/protocol';
import type { Place } from '../../artifacts/place';
import type { Host } from '../host';
import { virtualUri } from '../refs';
import type { OpenCase } from './caseView';

type Timeline = Result<'timeline'>;

/** At most this many moments are listed: a text that the editor still handles with ease. */
const maxRows = 20_000;

interface RowLink {
  readonly range: vscode.Range;
  readonly place: unknown;
}

/** Timeline documents: plain text that can be searched and copied, each place in it a link to the editor of its file. */
export class TimelineDocuments implements vscode.DocumentLinkProvider {
  private readonly links = new Map<string, readonly RowLink[]>();

  keep(uri: vscode.Uri, links: readonly RowLink[]): void {
    this.links.set(uri.toString(), links);
  }

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    return (this.links.get(document.uri.toString()) ?? []).map(({ range, place }) => {
      const args = encodeURIComponent(JSON.stringify([place]));
      return new vscode.DocumentLink(range, vscode.Uri.parse(`command:edgeSync.showPlace?${args}`));
    });
  }
}

/** Opens the merged timeline of the open ticket as a read-only text. */
export async function showTimeline(host: Host, documents: TimelineDocuments, open: OpenCase): Promise<void> {
  const timeline = await host.service.request('timeline', { refs: open.ticket.refs });
  const { text, links } = timelineText(host, timeline, open);
  const name = `${host.t('case.timelineName')} ${open.name}.log`;
  const uri = virtualUri({ ref: { uri: host.sources.keepPasted(text) }, part: 'report' }, name);
  documents.keep(uri, links);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

function timelineText(host: Host, { rows, skew }: Timeline, open: OpenCase): { text: string; links: RowLink[] } {
  const lines: string[] = [host.t('case.timelineHead', { count: open.found.artifacts.length })];
  // The service names the clocks that differ; where it names none, what the case says of every clock is shown.
  const clocks = skew.length > 0 ? skew.map(({ artifact, text }) => `${artifact}: ${text}`) : open.found.clocks;
  if (clocks.length > 0) lines.push('', host.t('case.timelineClocks'), ...clocks.map((clock) => `  ${clock}`));
  lines.push('');
  if (rows.length === 0) lines.push(host.t('case.timelineEmpty'));
  if (rows.length > maxRows) {
    lines.push(host.t('case.timelineCut', { count: String(maxRows), total: String(rows.length) }), '');
  }
  const shown = rows.slice(0, maxRows);
  const width = shown.reduce((most, { artifact }) => Math.max(most, artifact.length), 0);
  const markWidth = shown.reduce((most, { mark }) => Math.max(most, markText(host, mark).length), 0);
  const links: RowLink[] = [];
  for (const row of shown) {
    const head = `${row.timeText}  ${markText(host, row.mark).padEnd(markWidth)}  `;
    const line = lines.push(`${head}${row.artifact.padEnd(width)}  ${oneLine(row.text)}`) - 1;
    if (isPlace(row.place)) {
      links.push({
        range: new vscode.Range(line, head.length, line, head.length + row.artifact.length),
        place: row.place,
      });
    }
  }
  return { text: `${lines.join('\n')}\n`, links };
}

function markText(host: Host, mark: string | undefined): string {
  switch (mark) {
    case 'error':
    case 'warning':
      return host.t(`case.severity.${mark}`);
    case 'note':
    case 'information':
      return host.t('case.severity.information');
    default:
      return '';
  }
}

function isPlace(given: unknown): given is Place {
  return typeof given === 'object' && given !== null && 'artifact' in given;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
