import { latin1 } from '../../../artifacts/container/zip/entry';
import { readMessagePack } from '../../../decoders/binary/messagePack';
import { readGrpc, readProtobuf } from '../../../decoders/binary/protobuf';
import { JsonTree } from '../../jsonTree';
import { memberOf, type Secret, SecretPlaces, secretsOf } from '../../masking';
import type { Tree } from '../../tree';
import type { ValueView } from '../../views';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from '../tabs/context';
import { XmlTree } from './xml';

/** Protobuf and MessagePack are taken apart up to this many bytes. */
const binaryLimit = 4 * 1024 * 1024;
/** XML is taken apart up to this many characters. */
const xmlLimit = 4 * 1024 * 1024;

/** The tree of a body that has a structure; undefined when it could not be read. */
export function bodyTree(context: WideTabContext, body: BodyContent, id: string): Tree | undefined {
  if (body.kind === 'xml') return xmlTree(context, body.text ?? '', id);
  const { json } = body;
  if (json && !json.ok) return undefined;
  const value = json ? json.value : binaryValue(context, body);
  if (value === undefined) return undefined;
  return new JsonTree(value, (path, name, text, around) =>
    chipFor(context, `${id}:${path}`, secretsOf(name, text, around)[0], text),
  );
}

/** Of markup, what is a secret in the text of the whole is one in the tree. */
function xmlTree(context: WideTabContext, whole: string, id: string): XmlTree | undefined {
  if (whole.length > xmlLimit) return undefined;
  const found = new SecretPlaces(whole);
  return XmlTree.read(whole, (path, name, text, place) =>
    chipFor(context, `${id}:${path}`, (place && found.in(place)) ?? secretsOf(name, text)[0], text),
  );
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

/** A field of a form: a chip when name and value together are a secret. */
export function parameter(context: WideTabContext, id: string, name: string, value: string): ValueView {
  return chipFor(context, id, secretsOf(name, value, memberOf('value', [], name))[0], value);
}

/** The first `count` of some bytes as hex digits: a chip when the bytes hold a secret. */
export function bytesOf(
  context: WideTabContext,
  id: string,
  name: string,
  bytes: Uint8Array,
  count: number,
): ValueView {
  const hex = Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return chipFor(context, id, secretsOf(name, latin1(bytes))[0], hex);
}

function chipFor({ words, secrets }: WideTabContext, id: string, found: Secret | undefined, text: string): ValueView {
  return found ? secrets.chip(id, words.t(`analysis.mask.${found.class}`), text.length, () => text) : { text };
}

/** Types of gRPC and gRPC-Web bodies; the textual form of the latter is Base64. */
export function isGrpc(contentType: string): boolean {
  return /^application\/grpc(?!-web-text)/i.test(contentType);
}
