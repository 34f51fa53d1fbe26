import { encodeBase64 } from '../../../artifacts/base64';
import { mediaType } from '../../../artifacts/capture/http';
import type { SessionPart } from '../../../artifacts/capture/model';
import { bodyStep } from '../../innerSource';
import type { BodyShape, BodyView } from '../../views';
import { missingBody } from '../missingBody';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from '../tabs/context';
import { fieldsOf } from './fields';
import { hexShape } from './hex';
import { imageType } from './image';
import type { TextFault } from './json';
import { formattedShape, textLimit, textShape } from './text';
import { bodyTree } from './value';
import { xmlFault } from './xml';

const imageLimit = 4 * 1024 * 1024;

type ShapeName = BodyShape['shape'];

/** Both bodies of a session; one that simply is not there is left out beside one that is. */
export function bodyViews(context: WideTabContext): BodyView[] {
  const views = (['request', 'response'] as const).map((part) => bodyView(context, part));
  const isThere = ({ part }: BodyView) => {
    const { bytes, omitted, complete, problems } = context.content.body(part).body;
    return bytes.length > 0 || omitted !== undefined || !complete || problems.length > 0;
  };
  return views.some(isThere) ? views.filter(isThere) : views;
}

/** A body in its best shape, with the shapes it can take besides. */
export function bodyView(context: WideTabContext, part: SessionPart, wanted?: ShapeName, offset = 0): BodyView {
  const { session } = context.content;
  const content = context.content.body(part);
  return {
    ...contentView(context, { part, content, id: `body:${session.key}:${part}` }, wanted, offset),
    ...innerOf(context, part, content),
  };
}

/** What is shown: a body of the session, or something else with a content, under an id of its own. */
interface Shown {
  readonly part: SessionPart;
  readonly content: BodyContent;
  /** Begins the ids of its values and its tree. */
  readonly id: string;
}

/** Any content in its best shape, or in the wanted one where it takes that. */
export function contentView(context: WideTabContext, shown: Shown, wanted?: ShapeName, offset = 0): BodyView {
  const { words } = context;
  const { content } = shown;
  const names = shapesOf(content);
  const vain = new Set<ShapeName>();
  let best: BodyShape = { shape: 'none', text: missingBody(words, content.body) };
  for (const name of wanted && names.includes(wanted) ? [wanted, ...names] : names) {
    const made = shapeOf(context, shown, name, offset);
    if (made) {
      best = made;
      break;
    }
    vain.add(name);
  }
  const { shape } = best;
  return {
    part: shown.part,
    title: words.t(`analysis.part.${shown.part}`),
    detail: detailOf(context, content),
    // What is said in place of a body is not said twice.
    notes: shape === 'none' ? [] : notesOf(context, content, shape),
    best,
    others: names.filter((name) => name !== shape && !vain.has(name)),
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
  if (body.body.bytes.length === 0) return [];
  const isLong = (body.text?.length ?? 0) > textLimit;
  switch (body.kind) {
    case 'json':
      return isLong ? ['tree', 'text', 'hex'] : ['tree', 'formatted', 'text', 'hex'];
    case 'xml':
      return isLong ? ['text', 'tree', 'hex'] : ['formatted', 'text', 'tree', 'hex'];
    case 'form':
    case 'multipart':
      return ['fields', 'text', 'hex'];
    case 'image':
      return ['image', 'hex', 'text'];
    case 'html':
    case 'css':
    case 'javascript':
      return ['text', 'hex'];
    case 'text':
      return body.sync ? ['hex'] : ['text', 'hex'];
    case 'protobuf':
    case 'messagepack':
      // Entities of a sync message are not spelled out here: the tab for sync messages masks them.
      return body.sync ? ['hex'] : ['tree', 'hex', 'text'];
    default:
      return body.sync ? ['hex'] : ['hex', 'text'];
  }
}

/** The body in one shape; undefined when it does not take it. */
function shapeOf(
  context: WideTabContext,
  { content: body, id }: Shown,
  shape: ShapeName,
  offset: number,
): BodyShape | undefined {
  switch (shape) {
    case 'tree': {
      const tree = bodyTree(context, body, id);
      if (!tree) return undefined;
      context.entry.trees.set(id, tree);
      return { shape: 'tree', tree: id, roots: tree.roots };
    }
    case 'fields': {
      const groups = fieldsOf(context, body, `${id}:fields`);
      return groups.length ? { shape: 'fields', groups } : undefined;
    }
    case 'image': {
      const { bytes } = body.body;
      const mime = imageType(bytes);
      return mime && bytes.length <= imageLimit ? { shape: 'image', mime, base64: encodeBase64(bytes) } : undefined;
    }
    case 'formatted':
      return formattedShape(context, body);
    case 'text':
      return textShape(context, body);
    case 'hex':
      return hexShape(body, offset);
    case 'none':
      return undefined;
  }
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

function notesOf({ words }: WideTabContext, body: BodyContent, shape: ShapeName): string[] {
  const notes = body.body.problems.map(({ message }) => words.render(message));
  const declared = mediaType(body.body.contentType);
  const found = foundType(body);
  if (found && contradicts(declared, found)) notes.push(words.t('analysis.otherType', { declared, found }));
  const fault = faultOf(body);
  if (fault) notes.push(words.t(`analysis.fault.${body.kind === 'json' ? 'json' : 'xml'}`, { ...fault }));
  if (shape === 'text' && (body.text?.length ?? 0) > textLimit)
    notes.push(words.t('analysis.textCut', { count: textLimit }));
  return notes;
}

/** Type that the bytes themselves tell. */
function foundType({ kind, body }: BodyContent): string | undefined {
  switch (kind) {
    case 'image':
      return imageType(body.bytes);
    case 'zip':
      return 'application/zip';
    case 'html':
      return 'text/html';
    case 'json':
      return 'application/json';
    default:
      return undefined;
  }
}

/** True when a header names one of the well-known types and the content is of another. */
function contradicts(declared: string, found: string): boolean {
  const family = (type: string) => /^image\/(?!svg)|json|html|xml|zip/.exec(type)?.[0];
  const stated = family(declared);
  return stated !== undefined && stated !== family(found) && !(stated === 'xml' && found === 'text/html');
}

function faultOf(body: BodyContent): TextFault | undefined {
  const { text, kind, json } = body;
  if (text === undefined || !body.body.complete) return undefined;
  if (json) return json.fault;
  return kind === 'xml' && text.length <= textLimit ? xmlFault(text) : undefined;
}
