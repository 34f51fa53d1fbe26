import type { Body } from '../../../artifacts/capture/model';
import { latin1 } from '../../../artifacts/container/zip/entry';
import { readProtobuf, splitGrpc } from '../../../decoders/binary/protobuf';
import { hideSecrets, secretsIn } from '../../masking';
import type { BodyShape, BodyView, TabView, ValueView } from '../../views';
import { isGrpc } from '../body/value';
import { contentView } from '../body/view';
import { BodyContent } from '../sessionContent';
import type { WideTabContext } from './context';

type MessageView = Extract<TabView, { tab: 'messages' }>['messages'][number];

/** A message of a WebSocket or a gRPC call; `kind` as shown, `index` from 1. */
export interface SessionMessage {
  readonly index: number;
  readonly direction: 'client' | 'server';
  readonly time: number | undefined;
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** Type by which its content is judged. */
  readonly contentType: string;
  /** What its reader says of it. */
  readonly note: string;
}

/** Characters of a message in the list; the whole message is shown below it. */
const previewLength = 300;
/** Secrets are looked for in as many bytes of a message. */
const searchLimit = 256 * 1024;
/** As many bytes of a binary message. */
const previewBytes = 48;

/** Names of RFC 6455, 11.8. */
const opcodes: Readonly<Record<number, string>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};

/** Messages of a WebSocket; of a gRPC call those of its bodies, and what Fiddler recorded of them besides. */
export async function sessionMessages({ capture, content, words }: WideTabContext): Promise<SessionMessage[]> {
  const { key } = content.session;
  const messages: SessionMessage[] = [];
  const add = (message: Omit<SessionMessage, 'index'>): void => {
    messages.push({ index: messages.length + 1, ...message });
  };
  for (const { direction, time, opcode, bytes, note } of await capture.webSocketMessages(key)) {
    const kind = opcodes[opcode] ?? String(opcode);
    const contentType = opcode === 1 ? 'text/plain; charset=utf-8' : '';
    add({ direction, time, kind, bytes, contentType, note: note ? words.render(note) : '' });
  }
  for (const part of ['request', 'response'] as const) {
    const { body } = content.body(part);
    if (!isGrpc(body.contentType)) continue;
    const direction = part === 'request' ? 'client' : 'server';
    for (const { packed, content: bytes } of splitGrpc(body.bytes) ?? []) {
      const contentType = packed ? '' : 'application/x-protobuf';
      add({ direction, time: undefined, kind: 'gRPC', bytes, contentType, note: '' });
    }
  }
  // The layout of Fiddler's record is not documented, so it is shown as it is.
  const recorded = await capture.grpc?.(key);
  if (recorded?.length) {
    add({ direction: 'server', time: undefined, kind: 'gRPC', bytes: recorded, contentType: '', note: '' });
  }
  return messages;
}

/** The messages as a list with the beginning of each. */
export async function messagesTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'messages' }>> {
  const { words, content } = context;
  const messages = (await sessionMessages(context)).map(
    (message): MessageView => ({
      index: message.index,
      direction: message.direction,
      time: message.time === undefined ? '' : words.clock(message.time, content.session.offset ?? 0, 3),
      kind: message.kind,
      size: message.bytes.length,
      value: preview(context, message),
    }),
  );
  return { tab: 'messages', messages };
}

/** The beginning of a message; a chip when its bytes hold a secret that the beginning does not show. */
function preview({ content, secrets, words }: WideTabContext, message: SessionMessage): ValueView {
  const { kind, bytes, contentType, note, index } = message;
  const shown = (text: string): ValueView => ({ text: [note, text].filter(Boolean).join(' ').slice(0, previewLength) });
  if (kind === 'text') return shown(hideSecrets(words, new TextDecoder().decode(bytes.subarray(0, searchLimit))));
  const value = contentType === 'application/x-protobuf' ? readProtobuf(bytes) : undefined;
  if (value !== undefined) return shown(hideSecrets(words, JSON.stringify(value)));
  if (kind === 'close' && bytes.length >= 2) {
    const reason = new TextDecoder().decode(bytes.subarray(2));
    return shown(hideSecrets(words, `${((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)} ${reason}`.trim()));
  }
  const [inside] = secretsIn(latin1(bytes.subarray(0, searchLimit)));
  const hex = (count: number) =>
    Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  if (inside) {
    const id = `message:${content.session.key}:${index}:bytes`;
    return secrets.chip(id, words.t(`analysis.mask.${inside.class}`), bytes.length, () => hex(bytes.length));
  }
  return shown(bytes.length > previewBytes ? `${hex(previewBytes)} …` : hex(bytes.length));
}

/** One message in its best shape, with the shapes it can take besides; undefined when there is none of that number. */
export async function messageView(
  context: WideTabContext,
  index: number,
  wanted?: BodyShape['shape'],
  offset = 0,
): Promise<BodyView | undefined> {
  const message = (await sessionMessages(context))[index - 1];
  if (!message) return undefined;
  const { direction } = message;
  const part = direction === 'client' ? 'request' : 'response';
  const content = new BodyContent(messageBody(message), part, context.service.store.environment.platform);
  const id = `message:${context.content.session.key}:${index}`;
  const view = contentView(context, { part, content, id }, wanted, offset);
  return {
    ...view,
    title: context.words.t('analysis.messageOf', { index: String(index) }),
    // The type is an assumption of ours, not something that was sent.
    detail: [message.kind, context.words.t('analysis.bytes', { count: message.bytes.length })].join(' · '),
    notes: [message.note, ...view.notes].filter(Boolean),
  };
}

/** A message as a body of its own. */
export function messageBody({ bytes, contentType }: Pick<SessionMessage, 'bytes' | 'contentType'>): Body {
  return { stored: bytes, bytes, contentType, layers: [], complete: true, omitted: undefined, problems: [] };
}
