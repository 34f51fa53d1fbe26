import { parseMultipart, parseUrlEncoded } from '../../../artifacts/capture/http';
import type { SessionPart } from '../../../artifacts/capture/model';
import { readMessagePack } from '../../../decoders/binary/messagePack';
import { readGrpc, readProtobuf } from '../../../decoders/binary/protobuf';
import { bodyStep } from '../../innerSource';
import { JsonTree } from '../../jsonTree';
import { hideSecrets, type Secret, secretsIn } from '../../masking';
import type { BodyShape, BodyView, FieldGroup, ValueView } from '../../views';
import { highlight } from '../highlight';
import { missingBody } from '../missingBody';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from './context';
import { hexShape } from './hexBody';
import { isGrpc } from './rest';

/** Texts are shown up to this many characters; "Show in Text" has more. */
const textLimit = 512 * 1024;
/** Syntax colors are made up to this many characters. */
const highlightLimit = 128 * 1024;
/** Protobuf and MessagePack are taken apart up to this many bytes. */
const binaryLimit = 4 * 1024 * 1024;
const imageLimit = 4 * 1024 * 1024;

type ShapeName = BodyShape['shape'];

/** A body in its best shape, with the shapes it can take besides. */
export function bodyView(context: WideTabContext, part: SessionPart, wanted?: ShapeName, offset = 0): BodyView {
  const { words, content } = context;
  const body = content.body(part);
  const shapes = shapesOf(body);
  const shape = wanted && shapes.includes(wanted) ? wanted : (shapes[0] ?? 'none');
  return {
    part,
    title: words.t(`analysis.part.${part}`),
    detail: detailOf(context, body),
    // What is said in place of a body is not said twice.
    notes: shape === 'none' ? [] : notesOf(context, body),
    ...innerOf(context, part, body),
    best: shapeOf(context, part, body, shape, offset),
    others: shapes.filter((name) => name !== shape),
  };
}

/** The way into a body that is an archive. A Fiddler archive begins with its folder or the first file in it. */
function innerOf({ content }: WideTabContext, part: SessionPart, body: BodyContent): Pick<BodyView, 'inner'> {
  if (body.kind !== 'zip') return {};
  const { bytes } = body.body;
  const isCapture = new TextDecoder('latin1').decode(bytes.subarray(30, 34)) === 'raw/';
  const stated = (content.session.path.split(/[?#]/)[0] ?? '').split('/').pop() ?? '';
  const wanted = isCapture ? 'saz' : 'zip';
  const name = /\.(?:saz|zip)$/i.test(stated) ? stated : `${stated || 'body'}.${wanted}`;
  return {
    inner: { path: bodyStep(content.session.key, part, name), kind: isCapture ? 'capture' : 'attachments' },
  };
}

/** Shapes a body can be shown in, the best first. */
function shapesOf(body: BodyContent): ShapeName[] {
  if (body.body.bytes.length === 0) return ['none'];
  switch (body.kind) {
    case 'json':
      return ['tree', 'text', 'hex'];
    case 'form':
    case 'multipart':
      return ['fields', 'text', 'hex'];
    case 'image':
      return ['image', 'hex'];
    case 'xml':
    case 'html':
    case 'css':
    case 'javascript':
    case 'text':
      return ['text', 'hex'];
    case 'protobuf':
    case 'messagepack':
      // Entities of a sync message are not spelled out here: the tab for sync messages masks them.
      return body.sync ? ['hex'] : ['tree', 'hex'];
    default:
      return ['hex'];
  }
}

function shapeOf(
  context: WideTabContext,
  part: SessionPart,
  body: BodyContent,
  shape: ShapeName,
  offset: number,
): BodyShape {
  const { words, content, entry } = context;
  switch (shape) {
    case 'tree': {
      const parsed = readValue(context, body);
      if (!parsed.ok) return body.text === undefined ? hexShape(body, offset) : textShape(context, body);
      const id = `body:${content.session.key}:${part}`;
      const tree = new JsonTree(parsed.value, (path, name, text) => leaf(context, `${id}:${path}`, name, text));
      entry.trees.set(id, tree);
      return { shape: 'tree', tree: id, roots: tree.roots };
    }
    case 'fields':
      return { shape: 'fields', groups: fieldsOf(context, part, body) };
    case 'image':
      return body.body.bytes.length <= imageLimit && imageType(body) !== undefined
        ? { shape: 'image', mime: imageType(body) ?? '', base64: base64(body.body.bytes) }
        : hexShape(body, offset);
    case 'text':
      return textShape(context, body);
    case 'hex':
      return hexShape(body, offset);
    case 'none':
      return { shape: 'none', text: missingBody(words, body.body) };
  }
}

function textShape({ words }: WideTabContext, body: BodyContent): BodyShape {
  const whole = body.text ?? '';
  const text = hideSecrets(words, whole.slice(0, textLimit));
  const language = languageOf(body);
  const html = text.length <= highlightLimit ? highlight(text, language) : undefined;
  return { shape: 'text', text, language, ...(html === undefined ? {} : { html }) };
}

/** A leaf of a JSON body: a chip when member and value together are a secret. */
function leaf(context: WideTabContext, id: string, name: string, text: string): ValueView {
  const [found] = secretsIn(`${JSON.stringify(name)}:${JSON.stringify(text)}`);
  const isKey = name === 'Value' && id.endsWith('/Key/Value');
  return chipFor(context, id, found ?? (isKey ? contentKey : undefined), text);
}

/** A field of a form: a chip when name and value together are a secret. */
function parameter(context: WideTabContext, id: string, name: string, value: string): ValueView {
  return chipFor(context, id, secretsIn(JSON.stringify({ name, value }))[0], value);
}

function chipFor(
  { words, secrets }: WideTabContext,
  id: string,
  found: Pick<Secret, 'class'> | undefined,
  text: string,
): ValueView {
  return found ? secrets.chip(id, words.t(`analysis.mask.${found.class}`), text.length, () => text) : { text };
}

const contentKey = { class: 'contentKey' as const };

function fieldsOf(context: WideTabContext, part: SessionPart, body: BodyContent): FieldGroup[] {
  const { words, content } = context;
  const id = `fields:${content.session.key}:${part}`;
  if (body.kind === 'form') {
    const rows = parseUrlEncoded(body.text ?? '').map(({ name, value }, index) => ({
      name,
      value: parameter(context, `${id}:${index}`, name, value),
    }));
    return [{ title: words.t('analysis.formFields'), rows }];
  }
  const { bytes, contentType } = body.body;
  const parts = parseMultipart(bytes, contentType)?.parts ?? [];
  const decoder = new TextDecoder();
  return parts.map(({ name, fileName, headers, start, end }, index) => ({
    title: [name, fileName].filter(Boolean).join(' · ') || `#${index + 1}`,
    rows: [
      ...headers.map((header) => ({ name: header.name, value: { text: header.value } })),
      {
        name: words.t('analysis.content'),
        value: leaf(
          context,
          `${id}:${index}`,
          name,
          decoder.decode(bytes.subarray(start, Math.min(end, start + 4000))),
        ),
      },
    ],
  }));
}

function detailOf({ words }: WideTabContext, body: BodyContent): string {
  const { stored, bytes, layers, contentType } = body.body;
  const encodings = layers.slice(1).join(', ');
  return [
    contentType,
    encodings,
    words.t('analysis.bytes', { count: stored.length }),
    bytes.length === stored.length ? '' : words.t('analysis.decodedBytes', { count: bytes.length }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function notesOf({ words }: WideTabContext, body: BodyContent): string[] {
  const notes = body.body.problems.map(({ message }) => words.render(message));
  if ((body.text?.length ?? 0) > textLimit) notes.push(words.t('analysis.textCut', { count: textLimit }));
  return notes;
}

function languageOf(body: BodyContent): string {
  switch (body.kind) {
    case 'json':
    case 'xml':
    case 'html':
    case 'css':
    case 'javascript':
      return body.kind;
    default:
      return 'plaintext';
  }
}

function imageType(body: BodyContent): string | undefined {
  const { bytes } = body.body;
  const [a, b] = bytes;
  if (a === 0x89 && b === 0x50) return 'image/png';
  if (a === 0xff && b === 0xd8) return 'image/jpeg';
  if (a === 0x47 && b === 0x49) return 'image/gif';
  if (bytes[8] === 0x57 && bytes[9] === 0x45) return 'image/webp';
  if (a === 0 && b === 0 && bytes[2] === 1) return 'image/x-icon';
  return undefined;
}

/** What a tree is made of: JSON, or a binary format that tells its own structure. */
function readValue({ service }: WideTabContext, body: BodyContent): { ok: boolean; value: unknown } {
  const { bytes, contentType } = body.body;
  if (body.kind === 'json') return parseJson(body.text ?? '');
  if (bytes.length > binaryLimit) return { ok: false, value: undefined };
  const { platform } = service.store.environment;
  const inflate = (packed: Uint8Array): Uint8Array | undefined => {
    const { bytes: plain, complete } = platform.decompress('gzip', packed, binaryLimit);
    return complete ? plain : undefined;
  };
  const value =
    body.kind === 'messagepack'
      ? readMessagePack(bytes)
      : isGrpc(contentType)
        ? readGrpc(bytes, inflate)
        : readProtobuf(bytes);
  return { ok: value !== undefined, value };
}

function parseJson(text: string): { ok: boolean; value: unknown } {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch {
    return { ok: false, value: undefined };
  }
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
