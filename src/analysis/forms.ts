import type { Artifact } from '../artifacts/artifact';
import type { Words } from './words';

/** "Status dump, generation 3", "Fiddler session archive". */
export function formText(words: Words, artifact: Pick<Artifact, 'kind' | 'form'>): string {
  switch (artifact.kind) {
    case 'sync-internals':
    case 'signin-internals':
    case 'policy-export':
    case 'powershell-output':
    case 'aad-event':
    case 'capture':
    case 'attachments':
    case 'value':
      return words.t(`analysis.form.${artifact.form}` as Parameters<Words['t']>[0]);
    case 'dsregcmd':
      return words.t('analysis.form.dsregcmd');
    case 'edge-log':
      return words.t('analysis.form.edge-log');
    case 'text':
      return words.t('analysis.form.plain');
  }
}
