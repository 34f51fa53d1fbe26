import { entryOf, type FieldEntry, type MessageTable, messageTable } from '../../decoders/syncMessage/tables';
import { readableText } from '../../decoders/syncMessage/values';
import { LevelReader, maxDepth, type RawField, Wire } from '../../decoders/syncMessage/wire';
import { rootMessage, type SyncSecret } from '../../knowledge/syncSchema';
import { concat } from '../../platform/concat';
import { fromLatin1, latin1 } from './bytes';
import { inside, type SecretClass, type Where } from './model';
import type { Redactor } from './redactor';

const utf8 = new TextEncoder();
const classes: Readonly<Record<Exclude<SyncSecret, 'padding'>, SecretClass>> = {
  key: 'content-key',
  license: 'license',
  token: 'token',
  content: 'entity',
  address: 'site-address',
};

/**
 * Rewrites a sync message field by field (https://protobuf.dev/programming-guides/encoding/): content of items and keys
 * become marks, ids of devices pseudonyms; numbers, times, codes and fields that no schema knows stay in their places.
 */
export function redactSync(
  redactor: Redactor,
  bytes: Uint8Array,
  direction: 'request' | 'response',
  where: Where,
): Uint8Array {
  const table = messageTable(rootMessage(direction));
  if (!table) return bytes;
  const writer = new Rewriter(redactor, bytes, inside(where, 'sync'));
  const result = writer.level(table, 0, bytes.length, false, 0);
  return writer.isChanged ? result : bytes;
}

class Rewriter {
  isChanged = false;

  constructor(
    private readonly redactor: Redactor,
    private readonly bytes: Uint8Array,
    private readonly where: Where,
  ) {}

  level(table: MessageTable | undefined, start: number, end: number, isContent: boolean, depth: number): Uint8Array {
    const { bytes } = this;
    const reader = new LevelReader(bytes, start, end);
    const pieces: Uint8Array[] = [];
    let at = start;
    for (let field = reader.next(); field; field = reader.next()) {
      pieces.push(this.field(table, field, isContent, depth));
      at = field.next;
    }
    if (at < end) {
      // Bytes behind damage cannot be told apart: they go.
      this.isChanged = true;
      this.redactor.recorder.record('unreadable', this.where);
      this.redactor.recorder.notJudge('unreadable-body');
    }
    return concat(pieces);
  }

  private field(table: MessageTable | undefined, field: RawField, isContent: boolean, depth: number): Uint8Array {
    const { bytes } = this;
    const entry = entryOf(table, field.number);
    const whole = bytes.subarray(field.tagStart, field.next);
    if (field.wire === Wire.startGroup) {
      const inner =
        depth < maxDepth ? this.level(entry?.child, field.start, field.end, isContent, depth + 1) : new Uint8Array(0);
      return concat([bytes.subarray(field.tagStart, field.start), inner, bytes.subarray(field.end, field.next)]);
    }
    if (field.wire !== Wire.length || field.end === field.start) return whole;
    const content = bytes.subarray(field.start, field.end);
    const result = this.content(entry, table, field, content, isContent, depth);
    if (result === content) return whole;
    this.isChanged = true;
    const tag = varint(field.number * 8 + Wire.length);
    // A field that is cut stays cut: its length still points past the end.
    return concat([tag, varint(result.length + (field.isCut ? 16 : 0)), result]);
  }

  private content(
    entry: FieldEntry | undefined,
    table: MessageTable | undefined,
    field: RawField,
    content: Uint8Array,
    isContent: boolean,
    depth: number,
  ): Uint8Array {
    const schema = entry?.field;
    const name = schema?.name ?? `field ${field.number}`;
    const at = inside(this.where, `${table?.name ?? 'unknown'}.${name}`);
    const { redactor } = this;
    if (entry?.child && schema?.type === 'message') {
      if (depth >= maxDepth) return this.mark('unreadable', content, at, true);
      const inContent = isContent || entry.child.isContent || schema.secret === 'content';
      const was = this.isChanged;
      this.isChanged = false;
      const inner = this.level(entry.child, field.start, field.end, inContent, depth + 1);
      const changed = this.isChanged;
      this.isChanged = was || changed;
      return changed ? inner : content;
    }
    if (schema?.secret === 'padding') return new Uint8Array(0);
    if (schema?.secret) return this.mark(classes[schema.secret], content, at, schema.type === 'message');
    if (schema && schema.type !== 'string' && schema.type !== 'bytes' && schema.type !== 'message') return content;
    const text = readableText(content);
    if (schema?.identity || isIdentity(name)) {
      if (text === undefined) return this.mark('entity', content, at, false);
      const kind = /name/i.test(name) && !/guid|id$/i.test(name) ? 'device-name' : 'object-id';
      const made = redactor.personal(kind, text, at);
      return made === text ? content : utf8.encode(made);
    }
    if (isContent) return this.mark('entity', content, at, schema === undefined || schema.type === 'message');
    if (schema?.clock === 'edge-progress') return content;
    return text === undefined ? this.raw(content, at) : this.plain(text, content, at);
  }

  private plain(text: string, content: Uint8Array, where: Where): Uint8Array {
    const result = this.redactor.text(text, where);
    return result === text ? content : utf8.encode(result);
  }

  /** Bytes of unknown form: what is known as a secret or a name elsewhere is taken out. */
  private raw(content: Uint8Array, where: Where): Uint8Array {
    const text = latin1(content);
    const result = this.redactor.text(text, where);
    return result === text ? content : fromLatin1(result);
  }

  /** A mark; as a message of one text where a message must stand. */
  private mark(kind: SecretClass, content: Uint8Array, where: Where, asMessage: boolean): Uint8Array {
    const text = latin1(content);
    const own = asMessage && content[0] === 0x0a ? text.slice(2) : text;
    if (this.redactor.pseudonyms.isOwn(own)) return content;
    const made = utf8.encode(
      this.redactor.secret(kind, text.trim() === '' ? `bytes of ${content.length}` : text, where),
    );
    return asMessage ? concat([Uint8Array.of(0x0a, made.length), made]) : made;
  }
}

function isIdentity(name: string): boolean {
  return /^(?:share|invalidator_client_id|cache_guid|originator_cache_guid|client_name|device_name|sync_client_id)$/.test(
    name,
  );
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
