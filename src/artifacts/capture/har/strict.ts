import { chunksOf } from '../../../platform/chunks';
import type { ByteSource } from '../../../platform/platform';

/** Why a text is no JSON. */
export type JsonFault =
  | 'end'
  | 'propertyName'
  | 'colon'
  | 'comma'
  | 'value'
  | 'bracket'
  | 'controlCharacter'
  | 'escape'
  | 'trailing';

export interface JsonFaultPlace {
  readonly fault: JsonFault;
  /** Byte offset in the source. */
  readonly offset: number;
  /** 0-based, as editors count: UTF-16 units behind the last line end. */
  readonly line: number;
  readonly character: number;
}

type Expect = 'value' | 'valueOrEnd' | 'keyOrEnd' | 'key' | 'colon' | 'commaOrEnd' | 'done';

const chunkLength = 1 << 20;
const begunScalar = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?))$/;
const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/**
 * Finds the first place where a document breaks the JSON grammar (RFC 8259), reading it in chunks; undefined when it
 * is sound. Text behind the root value is not judged unless `trailing` is set.
 */
export async function findJsonFault(
  source: ByteSource,
  from: number,
  options: { readonly trailing?: boolean; readonly signal?: AbortSignal } = {},
): Promise<JsonFaultPlace | undefined> {
  const checker = new Checker(options.trailing ?? false);
  options.signal?.throwIfAborted();
  for await (const { bytes, offset } of chunksOf(source, from, chunkLength)) {
    options.signal?.throwIfAborted();
    checker.push(bytes, offset);
    if (checker.finished) break;
  }
  checker.end(source.size);
  if (checker.fault === undefined) return undefined;
  const offset = checker.faultOffset;
  return { fault: checker.fault, offset, ...(await positionOf(source, offset, options.signal)) };
}

/** Line and character of a byte offset in a UTF-8 source, as VS Code counts them; a byte order mark takes no room. */
export async function positionOf(
  source: ByteSource,
  target: number,
  signal?: AbortSignal,
): Promise<{ readonly line: number; readonly character: number }> {
  let line = 0;
  let character = 0;
  let lastReturn = false;
  for (let offset = 0; offset < target; ) {
    signal?.throwIfAborted();
    const chunk = await source.read(offset, Math.min(chunkLength, target - offset));
    if (chunk.length === 0) break;
    const first = offset === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0;
    for (let i = first; i < chunk.length; i++) {
      const code = chunk[i] ?? 0;
      if (code === 10) {
        if (!lastReturn) line++;
        character = 0;
      } else if (code === 13) {
        line++;
        character = 0;
      } else if ((code & 0xc0) !== 0x80) character += code >= 0xf0 ? 2 : 1;
      lastReturn = code === 13;
    }
    offset += chunk.length;
  }
  return { line, character };
}

class Checker {
  fault: JsonFault | undefined;
  faultOffset = 0;
  private readonly stack: number[] = [];
  private expect: Expect = 'value';
  private inString = false;
  private stringIsKey = false;
  private escape = 0;
  private word = '';
  private wordStart = 0;

  constructor(private readonly trailing: boolean) {}

  get finished(): boolean {
    return this.fault !== undefined || (this.expect === 'done' && !this.trailing && this.word === '');
  }

  push(chunk: Uint8Array, base: number): void {
    for (let i = 0; i < chunk.length && !this.finished; i++) {
      const code = chunk[i] ?? 0;
      if (this.inString) this.inside(code, base + i);
      else if (this.word !== '' && isWordCode(code)) {
        if (this.word.length < 400) this.word += String.fromCharCode(code);
      } else {
        this.endWord();
        if (this.fault === undefined && code !== 32 && code !== 10 && code !== 13 && code !== 9) {
          this.token(code, base + i);
        }
      }
    }
  }

  end(size: number): void {
    // A word that the end of the file has torn is no wrong one.
    if (begunScalar.test(this.word)) this.fail('end', size);
    this.endWord();
    if (this.fault === undefined && this.expect !== 'done') this.fail('end', size);
  }

  private inside(code: number, offset: number): void {
    if (this.escape > 0) {
      if (this.escape === 1) {
        if (code === 117) this.escape = 5;
        else {
          this.escape = 0;
          if (!'"\\/bfnrt'.includes(String.fromCharCode(code))) this.fail('escape', offset - 1);
        }
      } else {
        if (!/[0-9a-fA-F]/.test(String.fromCharCode(code))) this.fail('escape', offset);
        this.escape = this.escape === 2 ? 0 : this.escape - 1;
      }
    } else if (code === 92) this.escape = 1;
    else if (code === 34) {
      this.inString = false;
      this.expect = this.stringIsKey ? 'colon' : this.afterValue();
    } else if (code < 32) this.fail('controlCharacter', offset);
  }

  private token(code: number, offset: number): void {
    const { expect } = this;
    const wantsValue = expect === 'value' || expect === 'valueOrEnd';
    if (expect === 'done') this.fail('trailing', offset);
    else if (code === 34) {
      if (wantsValue || expect === 'key' || expect === 'keyOrEnd') {
        this.inString = true;
        this.stringIsKey = !wantsValue;
      } else this.fail(expect === 'colon' ? 'colon' : 'comma', offset);
    } else if (code === 123 || code === 91) this.open(code, wantsValue, offset);
    else if (code === 125 || code === 93) this.close(code, offset);
    else if (code === 44 && expect === 'commaOrEnd') {
      this.expect = this.stack[this.stack.length - 1] === 123 ? 'key' : 'value';
    } else if (code === 58 && expect === 'colon') this.expect = 'value';
    else if (wantsValue && isWordCode(code)) {
      this.word = String.fromCharCode(code);
      this.wordStart = offset;
    } else this.fail(faultFor(expect), offset);
  }

  private open(code: number, wantsValue: boolean, offset: number): void {
    if (!wantsValue) this.fail(faultFor(this.expect), offset);
    this.stack.push(code);
    this.expect = code === 123 ? 'keyOrEnd' : 'valueOrEnd';
  }

  private close(code: number, offset: number): void {
    const { expect } = this;
    if (this.stack.pop() !== (code === 125 ? 123 : 91)) this.fail('bracket', offset);
    else if (expect !== 'commaOrEnd' && expect !== 'keyOrEnd' && expect !== 'valueOrEnd') {
      this.fail(faultFor(expect), offset);
    } else this.expect = this.afterValue();
  }

  private endWord(): void {
    if (this.word === '') return;
    const sound = scalar.test(this.word);
    this.word = '';
    if (sound) this.expect = this.afterValue();
    else this.fail('value', this.wordStart);
  }

  private afterValue(): Expect {
    return this.stack.length === 0 ? 'done' : 'commaOrEnd';
  }

  private fail(fault: JsonFault, offset: number): void {
    if (this.fault !== undefined) return;
    this.fault = fault;
    this.faultOffset = offset;
  }
}

function isWordCode(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 95
  );
}

function faultFor(expect: Expect): JsonFault {
  if (expect === 'key' || expect === 'keyOrEnd') return 'propertyName';
  if (expect === 'colon') return 'colon';
  if (expect === 'commaOrEnd') return 'comma';
  return 'value';
}
