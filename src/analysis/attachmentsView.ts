import type { Artifact } from '../artifacts/artifact';
import type { AttachmentList } from '../artifacts/container/model';
import { detect } from '../artifacts/detect';
import type { ServiceContext } from './context';
import { findingViews } from './findingViews';
import { formText } from './forms';
import { hideSecrets } from './masking';
import type { OpenArtifact } from './store';
import { summaryOf } from './summaries';
import type { AttachmentsView } from './views';

/** How many bytes of an entry are looked at to name its kind. */
const headBytes = 64 * 1024;

/** The list of attachments with the recognized ones marked. */
export async function attachmentsView(
  context: ServiceContext,
  entry: OpenArtifact,
  list: AttachmentList,
): Promise<AttachmentsView> {
  const { words } = context;
  const entries: AttachmentsView['entries'][number][] = [];
  for (const item of list.entries) {
    const { bytes } = await item.read(headBytes);
    const found = detect(bytes, item.size, item.path.split('/').pop() ?? item.path);
    const known = found && found.kind !== 'text' ? found : undefined;
    entries.push({
      path: item.path,
      size: item.size,
      kind: known?.kind ?? 'text',
      formText: known ? formText(words, known as Pick<Artifact, 'kind' | 'form'>) : '',
      recognized: known !== undefined,
      nested: known?.kind === 'attachments',
    });
  }
  return {
    id: entry.id,
    name: entry.name,
    kind: list.kind,
    form: list.form,
    formText: formText(words, list),
    bytes: entry.bytes,
    summary: summaryOf(words, list),
    problems: findingViews(context, entry.artifacts).problems(list.problems),
    subject: list.subject,
    mailText: hideSecrets(words, list.text),
    entries,
  };
}
