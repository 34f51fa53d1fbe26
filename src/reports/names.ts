import type { Place } from '../artifacts/place';
import { type Condition, type ConditionTexts, condition, localized } from '../knowledge';
import type { Language } from '../text';
import type { FileOfCase } from './json/findings';

/** Texts of a condition by id; the id itself where it is unknown. */
export function textsOf(id: string, language: Language, own: readonly Condition[] = []): ConditionTexts {
  const found = condition(id) ?? own.find((entry) => entry.id === id);
  return found ? localized(found, language) : { title: id, cause: '', fix: [], note: '', ask: [] };
}

/** File name of a path or URI, without folders. */
export function fileName(path: string): string {
  const last = path.split(/[/\\]/).pop() ?? path;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** "sync.txt, line 148" or "contoso.saz, session 23" in neutral parts. */
export function placeParts(
  place: Place,
  files: readonly FileOfCase[],
): { readonly file: string; readonly sid: number | undefined; readonly line: number | undefined } {
  const file = files.find(({ artifact }) => artifact.id === place.artifact);
  const artifact = file?.artifact;
  const session =
    artifact?.kind === 'capture' && place.session !== undefined
      ? artifact.sessions.find(({ key }) => key === place.session)
      : undefined;
  return {
    file: fileName(file?.path ?? place.artifact),
    sid: place.session === undefined ? undefined : (session?.sid ?? place.session),
    line: place.session === undefined && place.range && 'start' in place.range ? place.range.start.line + 1 : undefined,
  };
}
