import { type Message, type MessageKey, message } from '../../text';
import type { ChangeMark } from './model';

/** What it says when a value of this name gets better or worse. */
const meanings: readonly (readonly [name: RegExp, better: MessageKey, worse: MessageKey])[] = [
  [/^Last MIP Result$/i, 'reports.compare.mipBetter', 'reports.compare.mipWorse'],
  [
    /^(?:Last Key Status|Set Key Result|Pack\/Unpack Key Result|.*Key Count)$/i,
    'reports.compare.keyBetter',
    'reports.compare.keyWorse',
  ],
  [/^Last Token Error$|^Received Token Response$/i, 'reports.compare.tokenBetter', 'reports.compare.tokenWorse'],
  [/Passphrase Required|User Actionable Error/i, 'reports.compare.askBetter', 'reports.compare.askWorse'],
  [/Cryptographer Ready|Pending Keys|Has Keystore Key/i, 'reports.compare.cryptBetter', 'reports.compare.cryptWorse'],
  [/Transport State|Server Connection|Sync Feature/i, 'reports.compare.syncBetter', 'reports.compare.syncWorse'],
];

export function meaningOf(
  place: string,
  name: string,
  before: string | undefined,
  after: string | undefined,
  mark: ChangeMark,
): Message | undefined {
  const known = meanings.find(([pattern]) => pattern.test(name));
  if (known && mark !== 'changed') return message(mark === 'better' ? known[1] : known[2]);
  if (name === 'store_birthday' && before !== undefined && after !== undefined)
    return message('reports.compare.birthday');
  if (place === 'Type Info')
    return mark === 'changed'
      ? undefined
      : message(mark === 'better' ? 'reports.compare.typeBetter' : 'reports.compare.typeWorse');
  if (place === 'edge://policy')
    return message(
      before === undefined
        ? 'reports.compare.policySet'
        : after === undefined
          ? 'reports.compare.policyGone'
          : 'reports.compare.policyChanged',
    );
  if (before === undefined) return message('reports.compare.onlyAfter');
  return after === undefined ? message('reports.compare.onlyBefore') : undefined;
}
