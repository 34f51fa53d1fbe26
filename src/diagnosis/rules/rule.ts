import type { Artifact } from '../../artifacts/artifact';
import type { Place, Span } from '../../artifacts/place';
import type { CaptureIndex } from '../capture/captureIndex';
import type { CapturePass } from '../capture/pass';
import type { SessionReader } from '../capture/sessionReader';
import type { CaseView } from '../caseView';
import type { Value } from '../match/compare';
import type { Row } from '../match/rows';

/** What a rule sees when it judges one value of a text artifact or of a session. */
export interface RuleContext {
  readonly row: Row;
  readonly view: CaseView;
  readonly artifact: Artifact;
  /** Present for values of a session. */
  readonly reader?: SessionReader;
  readonly index?: CaptureIndex;
}

/** Judges one value; the spans where the rule holds, none when it does not. */
export type ValueRule = (value: Value, context: RuleContext) => readonly Span[];

/** What a rule over a whole capture finds. */
export interface CaptureFact {
  readonly place: Place;
  readonly text: string;
  readonly session?: { readonly key: number; readonly host: string };
}

/** Judges a capture after all its sessions were looked at. */
export type CaptureRule = (
  pass: CapturePass,
  context: { readonly row: Row; readonly view: CaseView },
) => readonly CaptureFact[];

/** The whole value as the place where a rule holds. */
export function whole(value: Value): readonly Span[] {
  return [{ start: 0, end: value.text.length }];
}
