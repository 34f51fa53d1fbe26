import type { FoundToken } from './model';

/** How far in front of a value its scheme word and name are looked for. */
const reach = 96;

const schemeForm =
  /(?:^|[\s"'=:,;([{&?]|%20|%22|%3d)(bearer|aadv2|pop|dpop|shr|wlid1\.0|negotiate|ntlm|msauth1\.0|token)(?:[ \t]|%20|\+)+(?:t=(?:\\?["']|%22)?)?$/i;
const nameForm = /([A-Za-z_][\w.~-]{0,60})(?:\\?["']|%22)?[ \t]*(?:[:=]|%3d|%3a|,)[ \t]*(?:\\?["']|%22)?$/i;
const tagForm = /<(?:[\w-]{1,20}:)?([\w.-]{1,60})(?:\s[^<>]{0,60})?>\s{0,8}$/;

/** Scheme word and name in front of a value: `Authorization: Bearer `, `access_token=`, `"id_token":"`, `<wresult>`. */
export function contextOf(text: string, start: number): Pick<FoundToken, 'scheme' | 'name'> {
  const before = text.slice(Math.max(0, start - reach), start);
  const scheme = schemeForm.exec(before);
  const word = scheme?.[1] ?? '';
  const rest = scheme
    ? before.slice(0, scheme.index + (scheme[0].startsWith(word) ? 0 : scheme[0].indexOf(word)))
    : before;
  const name = nameForm.exec(rest) ?? tagForm.exec(rest);
  return { scheme: word, name: name?.[1] ?? '' };
}
