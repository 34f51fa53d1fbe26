import { attachmentsView } from './attachmentsView';
import { captureView } from './capture/captureView';
import type { ServiceContext } from './context';
import { dumpView } from './dump/dumpView';
import { neighborView } from './neighborView';
import type { OpenedView } from './protocol';
import type { OpenArtifact } from './store';

/** What the editor of an artifact shows first. */
export async function viewOf(context: ServiceContext, entry: OpenArtifact): Promise<OpenedView> {
  const { artifact } = entry;
  switch (artifact.kind) {
    case 'capture':
      return { editor: 'capture', ...captureView(context, entry, artifact) };
    case 'sync-internals':
      return { editor: 'dump', ...dumpView(context, entry, artifact) };
    case 'attachments':
      return { editor: 'attachments', ...(await attachmentsView(context, entry, artifact)) };
    case 'text':
      // Plain text shows its findings when there are any; else it is no artifact.
      return entry.diagnosis.findings.length
        ? { editor: 'neighbor', ...neighborView(context, entry) }
        : nothingView(context, entry.name, entry.bytes);
    default:
      return { editor: 'neighbor', ...neighborView(context, entry) };
  }
}

/** Nothing was recognized, and what was looked for. */
export function nothingView(context: ServiceContext, name: string, bytes: number): OpenedView {
  const { words } = context;
  return {
    editor: 'none',
    name,
    bytes,
    message: words.t(bytes === 0 ? 'analysis.emptyFile' : 'analysis.notRecognized', { name }),
    lookedFor: [
      words.t('analysis.lookedForDump'),
      words.t('analysis.lookedForCapture'),
      words.t('analysis.lookedForNeighbors'),
      words.t('analysis.lookedForAttachments'),
    ],
  };
}
