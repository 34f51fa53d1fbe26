import { decodeText } from '../../../artifacts/capture/http';
import { allSecretsIn } from '../../encodedSecrets';
import { hideSecrets } from '../../masking';
import type { BodyShape } from '../../views';
import { highlight } from '../highlight';
import type { BodyContent } from '../sessionContent';
import type { WideTabContext } from '../tabs/context';
import { formatJson } from './json';
import { formatXml } from './xml';

/** Texts are shown up to this many characters; "Show in Text" has more. */
export const textLimit = 512 * 1024;
/** Syntax colors are made up to this many characters. */
const highlightLimit = 128 * 1024;

/** The body as text, as it came; of a binary body what its bytes spell. */
export function textShape({ words }: WideTabContext, body: BodyContent): BodyShape {
  const { bytes, contentType } = body.body;
  const whole = body.text ?? decodeText(bytes.subarray(0, textLimit), contentType).text;
  return { shape: 'text', ...colored(shown(words, whole.slice(0, textLimit)), languageOf(body)) };
}

/** JSON and XML with line breaks and indents; undefined where the text cannot be laid out. */
export function formattedShape({ words }: WideTabContext, body: BodyContent): BodyShape | undefined {
  const { text } = body;
  if (text === undefined || text.length > textLimit) return undefined;
  const laid = body.kind === 'json' ? formatJson(text) : formatXml(text);
  if (laid === undefined) return undefined;
  return { shape: 'formatted', ...colored(shown(words, laid), languageOf(body)) };
}

function shown(words: WideTabContext['words'], text: string): string {
  return hideSecrets(words, text, allSecretsIn(text));
}

function colored(text: string, language: string): { text: string; language: string; html?: string } {
  const html = text.length <= highlightLimit ? highlight(text, language) : undefined;
  return { text, language, ...(html === undefined ? {} : { html }) };
}

/** Language of a body as VS Code names it. */
export function languageOf({ kind }: Pick<BodyContent, 'kind'>): string {
  switch (kind) {
    case 'json':
    case 'xml':
    case 'html':
    case 'css':
    case 'javascript':
      return kind;
    default:
      return 'plaintext';
  }
}
