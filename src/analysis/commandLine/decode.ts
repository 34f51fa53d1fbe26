import { endUserLicenseReport, publishingLicenseReport } from '../../decoders/license';
import { parseKeys } from '../capture/tabs/signature';
import { type DecodedValue, decodedValues, valuesJson } from '../decodedValues';
import { syncLines } from '../documents/syncLines';
import { Words } from '../words';
import { flat } from './flat';
import type { ExitStatus, Run } from './terminal';

/**
 * `decode [FILE]`: tokens, licenses, answers of Rights Management, sync messages, codes, ids and times, from a file or
 * standard input.
 */
export async function decodeCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  const { language, reveal, jwks } = options;
  const [path] = options.operands;
  const bytes = path === undefined ? await terminal.stdin() : await readWhole(run, path);
  if (!bytes) return 3;
  const found = await decodedValues(bytes, {
    platform: terminal.platform,
    language,
    reveal,
    source: path ?? '-',
    ...(jwks === undefined ? {} : { keys: parseKeys(await terminal.readText(jwks)) }),
  });
  if (found.length === 0) terminal.note(run.t('cli.nothingDecoded'));
  if (options.format === 'json') terminal.out(JSON.stringify(valuesJson(found), null, 2));
  else if (found.length) terminal.out(found.map((value) => linesOf(run, value, path ?? '-').join('\n')).join('\n\n'));
  return 0;
}

function linesOf(run: Run, value: DecodedValue, source: string): readonly string[] {
  const { language, reveal } = run.options;
  switch (value.kind) {
    case 'code':
      return value.words;
    case 'sync-message':
      return [syncLines(new Words(language), value.message, reveal)];
    case 'publishing-license':
      return flat(publishingLicenseReport(value.license, source, language));
    case 'end-user-license':
      return flat(endUserLicenseReport(value.answer, source, language));
    default:
      return flat(value.json);
  }
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
