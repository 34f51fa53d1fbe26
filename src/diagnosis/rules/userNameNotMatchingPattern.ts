import { foreignPattern } from '../match/pattern';
import { type ValueRule, whole } from './rule';

/**
 * The pattern is not blank and does not match the profile's user name as a whole, case sensitive. A pattern that
 * starts with `*` is read as `.*`, as the browser does. The expression comes from a file: linear-time engine.
 */
export const userNameNotMatchingPattern: ValueRule = (value, { view }) => {
  const text = value.text.trim();
  if (!text || view.userNames.length === 0) return [];
  const pattern = foreignPattern(`^(?:${text.startsWith('*') ? `.${text}` : text})$`);
  if (!pattern) return [];
  return view.userNames.some((name) => !pattern.test(name)) ? whole(value) : [];
};
