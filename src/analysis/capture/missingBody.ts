import type { Body } from '../../artifacts/capture/model';
import type { Words } from '../words';

/** Why there is nothing to show of a body: what its reader says, else that there is none. */
export function missingBody(words: Words, body: Body): string {
  const said = body.problems.map(({ message }) => words.render(message)).join(' ');
  if (body.omitted === undefined && body.complete) return said || words.t('analysis.noBody');
  return said || words.t('capture.bodyNotRecorded');
}
