import type { Message } from '../text';
import type { Place } from './place';

/** Something that could not be read, with the place; everything around it was still read. */
export interface Problem {
  /** Stable kebab-case code, for example `zip-entry-cut`. */
  readonly code: string;
  readonly message: Message;
  readonly place: Place;
}
