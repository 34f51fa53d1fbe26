import { condition, localized } from '../../knowledge';
import type { Language } from '../../text';
import type { EndUserLicense } from './model';

/** Why the service refused, and what to do, as the documented condition says it. */
export interface Advice {
  /** Id of the condition in the knowledge data. */
  readonly condition: string;
  readonly cause: string;
  readonly fix: readonly string[];
}

/** Cause and fix of an answer that gave nothing; undefined for answers that did, and where nothing is documented. */
export function answerAdvice(answer: EndUserLicense, language: Language): Advice | undefined {
  const id = answer.error?.condition ?? conditionOf(answer);
  const known = id === undefined ? undefined : condition(id);
  if (!known) return undefined;
  const { cause, fix } = localized(known, language);
  return { condition: known.id, cause, fix };
}

function conditionOf({ call, access }: EndUserLicense): string | undefined {
  if (call !== 'enduserlicenses') return undefined;
  if (access === 'content-expired') return 'license-content-expired';
  return access === 'granted' ? undefined : 'license-access-not-granted';
}
