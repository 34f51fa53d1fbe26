/** A value in words of JSON: fields by number, repeated ones as lists. */
export type WireValue = string | number | WireValue[] | { [field: string]: WireValue };

const deepest = 24;
const mostFields = 20_000;
const shownBytes = 64;

/**
 * A protobuf message without its schema (protobuf.dev, "Encoding"): field numbers with their values. Nothing in the bytes
 * tells texts, messages and plain bytes apart, so what is printable counts as text and what parses to its end as a
 * message. Undefined when the bytes are no message at all.
 */
export function readProtobuf(bytes: Uint8Array): { [field: string]: WireValue } | undefined {
  return new Reader().message(bytes, 0);
}

/**
 * The messages of a gRPC body ("gRPC over HTTP2", Length-Prefixed-Message): a flag, a length in four bytes, the message.
 * Compressed ones are unpacked by `inflate`. Undefined when the frames do not fill the body.
 */
export function readGrpc(
  bytes: Uint8Array,
  inflate: (packed: Uint8Array) => Uint8Array | undefined,
): WireValue[] | undefined {
  return splitGrpc(bytes)?.map(({ packed, content }) => {
    const plain = packed ? inflate(content) : content;
    return (plain && readProtobuf(plain)) ?? bytesText(content);
  });
}

/** The frames of a gRPC body, unread; undefined when there are none or they do not fill the body. */
export function splitGrpc(bytes: Uint8Array): { readonly packed: boolean; readonly content: Uint8Array }[] | undefined {
  const frames: { packed: boolean; content: Uint8Array }[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    if (at + 5 > bytes.length) return undefined;
    const flag = bytes[at] ?? 0;
    const end = at + 5 + view.getUint32(at + 1);
    if (end > bytes.length || flag > 1) return undefined;
    frames.push({ packed: flag === 1, content: bytes.subarray(at + 5, end) });
    at = end;
  }
  return frames.length > 0 ? frames : undefined;
}

class Reader {
  private fields = 0;

  message(bytes: Uint8Array, depth: number): { [field: string]: WireValue } | undefined {
    const found = new Map<string, WireValue[]>();
    let at = 0;
    const varint = (): bigint | undefined => {
      let value = 0n;
      for (let shift = 0n; shift < 70n; shift += 7n) {
        const byte = bytes[at++];
        if (byte === undefined) return undefined;
        value |= BigInt(byte & 0x7f) << shift;
        if (byte < 0x80) return value & 0xffff_ffff_ffff_ffffn;
      }
      return undefined;
    };
    while (at < bytes.length) {
      if (++this.fields > mostFields) return undefined;
      const tag = varint();
      if (tag === undefined || tag > 0xffff_ffffn || tag >> 3n === 0n) return undefined;
      let value: WireValue;
      switch (Number(tag & 7n)) {
        case 0: {
          const number = varint();
          if (number === undefined) return undefined;
          value = number <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(number) : number.toString();
          break;
        }
        case 1: {
          if (at + 8 > bytes.length) return undefined;
          value = fixed(bytes, at, 8);
          at += 8;
          break;
        }
        case 2: {
          const length = varint();
          if (length === undefined || length > BigInt(bytes.length - at)) return undefined;
          const content = bytes.subarray(at, at + Number(length));
          at += content.length;
          value =
            printable(content) ??
            (depth < deepest ? this.message(content, depth + 1) : undefined) ??
            bytesText(content);
          break;
        }
        case 5: {
          if (at + 4 > bytes.length) return undefined;
          value = fixed(bytes, at, 4);
          at += 4;
          break;
        }
        default:
          return undefined;
      }
      const name = String(tag >> 3n);
      const values = found.get(name);
      if (values) values.push(value);
      else found.set(name, [value]);
    }
    return Object.fromEntries(
      [...found].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
    );
  }
}

function fixed(bytes: Uint8Array, at: number, size: 4 | 8): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
  const whole = size === 4 ? BigInt(view.getUint32(0, true)) : view.getBigUint64(0, true);
  const real = size === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  const magnitude = Math.abs(real);
  // Most numbers make no sense as a fraction; those that do are shown both ways.
  return magnitude > 1e-9 && magnitude < 1e12 ? `${whole} / ${real}` : String(whole);
}

const strict = new TextDecoder('utf-8', { fatal: true });

function printable(bytes: Uint8Array): string | undefined {
  for (const byte of bytes)
    if (byte === 127 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The beginning of bytes in hexadecimal, with their number. */
export function bytesText(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, shownBytes), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `[${bytes.length}] ${start}${bytes.length > shownBytes ? ' …' : ''}`;
}
