import { readMessagePack } from '../../../decoders/binary/messagePack';
import { readGrpc, readProtobuf } from '../../../decoders/binary/protobuf';
import { JsonTree } from '../../jsonTree';
import { type Secret, secretsIn } from '../../masking';
import type { Tree } from '../../tree';
import type { ValueView } from '../../views';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from '../tabs/context';
import { isGrpc } from '../tabs/rest';
import { XmlTree } from './xml';

/** Protobuf and MessagePack are taken apart up to this many bytes. */
const binaryLimit = 4 * 1024 * 1024;
/** XML is taken apart up to this many characters. */
const xmlLimit = 4 * 1024 * 1024;

/** The tree of a body that has a structure; undefined when it could not be read. */
export function bodyTree(context: WideTabContext, body: BodyContent, id: string): Tree | undefined {
  const shown = (path: string, name: string, text: string) => leaf(context, `${id}:${path}`, name, text);
  if (body.kind === 'xml') {
    const text = body.text ?? '';
    return text.length <= xmlLimit ? XmlTree.read(text, shown) : undefined;
  }
  const { json } = body;
  if (json) return json.ok ? new JsonTree(json.value, shown) : undefined;
  const value = binaryValue(context, body);
  return value === undefined ? undefined : new JsonTree(value, shown);
}

/** A binary format that tells its own structure. */
function binaryValue({ service }: WideTabContext, body: BodyContent): unknown {
  const { bytes, contentType } = body.body;
  if (bytes.length > binaryLimit) return undefined;
  if (body.kind === 'messagepack') return readMessagePack(bytes);
  if (!isGrpc(contentType)) return readProtobuf(bytes);
  const { platform } = service.store.environment;
  return readGrpc(bytes, (packed) => {
    const { bytes: plain, complete } = platform.decompress('gzip', packed, binaryLimit);
    return complete ? plain : undefined;
  });
}

const contentKey = { class: 'contentKey' as const };

/** A leaf of a tree: a chip when member and value together are a secret. */
export function leaf(context: WideTabContext, id: string, name: string, text: string): ValueView {
  const [found] = secretsIn(`${JSON.stringify(name)}:${JSON.stringify(text)}`);
  const isKey = name === 'Value' && id.endsWith('/Key/Value');
  return chipFor(context, id, found ?? (isKey ? contentKey : undefined), text);
}

/** A field of a form: a chip when name and value together are a secret. */
export function parameter(context: WideTabContext, id: string, name: string, value: string): ValueView {
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
