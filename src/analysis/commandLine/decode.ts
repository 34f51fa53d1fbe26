import { decodeText } from '../../artifacts/decodeText';
import { isSyncMessage } from '../../artifacts/values';
import {
  decodeEndUserLicense,
  decodeLicense,
  endUserLicenseShape,
  findLicenses,
  publishingLicenseShape,
} from '../../decoders/license';
import { decodeSyncMessage, explainSyncMessage, syncJson } from '../../decoders/syncMessage';
import { decodeToken, findTokens, tokenJson, verifyToken } from '../../decoders/token';
import { parseKeys } from '../capture/tabs/signature';
import { flat } from './flat';
import type { ExitStatus, Run } from './run';

/** `decode [FILE]`: tokens, licenses, answers of Rights Management and sync messages, from a file or standard input. */
export async function decodeCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  const [path] = options.operands;
  const bytes = path === undefined ? await terminal.stdin() : await readWhole(run, path);
  if (!bytes) return 3;
  const source = path ?? '-';
  const found = isSyncMessage(bytes) ? [syncValue(run, bytes)] : await textValues(run, decodeText(bytes).text, source);
  if (found.length === 0) {
    terminal.note(run.t('cli.nothingDecoded'));
    return 0;
  }
  if (options.format === 'json') {
    terminal.out(JSON.stringify(found.length === 1 ? found[0]?.json : found.map(({ json }) => json), null, 2));
  } else {
    terminal.out(found.map(({ lines }) => lines.join('\n')).join('\n\n'));
  }
  return 0;
}

interface Decoded {
  readonly json: unknown;
  readonly lines: readonly string[];
}

async function readWhole(run: Run, path: string): Promise<Uint8Array | undefined> {
  try {
    const source = await run.terminal.open(path);
    const bytes = await source.read(0, source.size);
    await source.close();
    return bytes;
  } catch (error) {
    run.terminal.note(
      run.t('cli.unreadable', { path, reason: error instanceof Error ? error.message : String(error) }),
    );
    return undefined;
  }
}

async function textValues(run: Run, text: string, source: string): Promise<Decoded[]> {
  const { language, reveal } = run.options;
  const { platform } = run.terminal;
  const answer = text.trimStart().startsWith('{') ? decodeEndUserLicense(text, platform) : undefined;
  if (answer && (answer.accessStatus !== undefined || answer.error)) {
    const json = endUserLicenseShape(answer, source, language);
    return [{ json, lines: flat(json) }];
  }
  const found: Decoded[] = [];
  const keys = run.options.jwks === undefined ? undefined : parseKeys(await run.terminal.readText(run.options.jwks));
  for (const { raw } of findTokens(text)) {
    const token = decodeToken(raw);
    if (!token) continue;
    const check = keys === undefined ? undefined : await verifyToken(token, { jwks: keys, from: 'file' });
    const json = tokenJson(token, { language, reveal, ...(check ? { check } : {}) });
    found.push({ json, lines: flat(json) });
  }
  if (found.length) return found;
  for (const { raw } of findLicenses(text)) {
    const license = decodeLicense(raw, platform);
    if (license) {
      const json = publishingLicenseShape(license, source, language);
      found.push({ json, lines: flat(json) });
    }
  }
  if (found.length) return found;
  const bytes = base64(text);
  return bytes && isSyncMessage(bytes) ? [syncValue(run, bytes)] : [];
}

function syncValue(run: Run, bytes: Uint8Array): Decoded {
  const { language, reveal } = run.options;
  const { platform } = run.terminal;
  const answer = decodeSyncMessage(bytes, 'response', platform);
  const message = answer.isDecoded ? answer : decodeSyncMessage(bytes, 'request', platform);
  const explained = explainSyncMessage(message, language);
  return {
    json: syncJson(message, { language, reveal }),
    lines: [
      run.t(explained.title.key, explained.title.args),
      ...explained.notes.map((note) => `  ${run.t(note.message.key, note.message.args)}`),
    ],
  };
}

function base64(text: string): Uint8Array | undefined {
  const clean = text.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
  if (!/^[A-Za-z0-9+/]{8,}=*$/.test(clean)) return undefined;
  try {
    return Uint8Array.from(atob(clean), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
