const most = 1024;
/** Longer ones hardly come twice. */
const longest = 128;

/**
 * Texts that come again and again in the rows of a capture, such as hosts and addresses, each kept once. They are strings
 * of their own: a part that was cut out of a longer one would keep all of that in memory.
 */
export class SharedTexts {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const own = ownText(text);
    if (text.length > longest) return own;
    if (this.known.size >= most) this.known.clear();
    this.known.set(own, own);
    return own;
  }
}

/** The text as a string that is no part of another: joining makes a new one, of which all but one unit is taken. */
function ownText(text: string): string {
  return ` ${text}`.slice(1);
}
