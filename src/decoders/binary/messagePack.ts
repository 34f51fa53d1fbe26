import { bytesText, type WireValue } from './protobuf';

const deepest = 64;
const mostValues = 100_000;

/** A body that is not MessagePack, or not whole. */
class Broken extends Error {}

/**
 * MessagePack (the specification at msgpack.org) as values in words of JSON; several values in a row become a list.
 * Integers beyond 2^53, bytes and extension types come as text. Undefined when the bytes are something else.
 */
export function readMessagePack(bytes: Uint8Array): WireValue | boolean | null | undefined {
  const reader = new Reader(bytes);
  const values: MessagePackValue[] = [];
  try {
    while (reader.at < bytes.length) values.push(reader.value(0));
  } catch (error) {
    if (error instanceof Broken || error instanceof RangeError) return undefined;
    throw error;
  }
  if (values.length === 0) return undefined;
  return (values.length === 1 ? values[0] : values) as WireValue;
}

type MessagePackValue = WireValue | boolean | null | MessagePackValue[] | { [name: string]: MessagePackValue };

class Reader {
  at = 0;
  private count = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  value(depth: number): MessagePackValue {
    if (depth > deepest || ++this.count > mostValues) throw new Broken();
    const code = this.uint(1);
    if (code < 0x80) return code;
    if (code >= 0xe0) return code - 0x100;
    if (code < 0x90) return this.map(code & 0x0f, depth);
    if (code < 0xa0) return this.list(code & 0x0f, depth);
    if (code < 0xc0) return this.text(code & 0x1f);
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return bytesText(this.take(this.uint(width(code - 0xc4))));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.uint(width(code - 0xc7)));
      case 0xca:
        return this.view.getFloat32(this.skip(4));
      case 0xcb:
        return this.view.getFloat64(this.skip(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return this.uint(width(code - 0xcc));
      case 0xcf:
        return whole(this.view.getBigUint64(this.skip(8)));
      case 0xd0:
        return this.view.getInt8(this.skip(1));
      case 0xd1:
        return this.view.getInt16(this.skip(2));
      case 0xd2:
        return this.view.getInt32(this.skip(4));
      case 0xd3:
        return whole(this.view.getBigInt64(this.skip(8)));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.text(this.uint(width(code - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.list(this.uint(code === 0xdc ? 2 : 4), depth);
      case 0xde:
      case 0xdf:
        return this.map(this.uint(code === 0xde ? 2 : 4), depth);
      default:
        if (code >= 0xd4 && code <= 0xd8) return this.extension(1 << (code - 0xd4));
        throw new Broken();
    }
  }

  private list(length: number, depth: number): MessagePackValue[] {
    const values: MessagePackValue[] = [];
    for (let i = 0; i < length; i++) values.push(this.value(depth + 1));
    return values;
  }

  private map(length: number, depth: number): { [name: string]: MessagePackValue } {
    const values: [string, MessagePackValue][] = [];
    for (let i = 0; i < length; i++) {
      const key = this.value(depth + 1);
      values.push([typeof key === 'object' ? JSON.stringify(key) : String(key), this.value(depth + 1)]);
    }
    return Object.fromEntries(values);
  }

  private text(length: number): string {
    return new TextDecoder().decode(this.take(length));
  }

  private extension(length: number): string {
    const type = this.view.getInt8(this.skip(1));
    return `(${type}) ${bytesText(this.take(length))}`;
  }

  private uint(size: number): number {
    const at = this.skip(size);
    return size === 1 ? this.view.getUint8(at) : size === 2 ? this.view.getUint16(at) : this.view.getUint32(at);
  }

  private take(length: number): Uint8Array {
    const at = this.skip(length);
    return this.bytes.subarray(at, at + length);
  }

  /** Moves on; returns where it stood. */
  private skip(length: number): number {
    const { at } = this;
    if (at + length > this.bytes.length) throw new Broken();
    this.at += length;
    return at;
  }
}

/** Bytes of the length of the n-th form of a type. */
function width(form: number): number {
  return 1 << form;
}

function whole(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}
