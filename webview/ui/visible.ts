/** Characters that act on the text around them, or that nobody can see: controls, direction marks, widthless blanks. */
const unseen =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const everyUnseen = new RegExp(unseen.source, 'g');

/** Text of a file as it can be shown: such characters by their number, so that nothing reorders or hides its neighbors. */
export function visible(text: string): string {
  if (!unseen.test(text)) return text;
  return text.replace(everyUnseen, (char) => `[U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}
