import { answerAdvice } from '../../decoders/license';
import type { EndUserLicense } from '../../decoders/license/model';
import { explainSyncMessage } from '../../decoders/syncMessage';
import { escapeMarkdown } from '../../reports/markdownText';
import { parseKeys } from '../capture/tabs/signature';
import type { ServiceContext } from '../context';
import { type DecodedValue, decodedValues, valuesJson } from '../decodedValues';
import type { Result } from '../protocol';
import { licenseMarkdown, tokenMarkdown } from './explanations';

type Decoded = Result<'decode'>;

/** Decodes whatever was pasted: tokens, licenses, answers, sync messages in Base64, codes, ids, times. */
export async function decodeValue(
  context: ServiceContext,
  text: string,
  time?: number,
  jwks?: string,
): Promise<Decoded> {
  const { words } = context;
  const values = await decodedValues(text, {
    platform: context.store.environment.platform,
    language: words.language,
    source: 'value',
    ...(time === undefined ? {} : { time }),
    ...(jwks === undefined ? {} : { keys: parseKeys(jwks) }),
  });
  return {
    kind: values[0]?.kind ?? 'text',
    markdown:
      values.map((value) => markdownOf(context, value, time)).join('\n\n---\n\n') ||
      words.t('analysis.hover.nothingDecoded'),
    json: JSON.stringify(valuesJson(values), null, 2),
  };
}

function markdownOf(context: ServiceContext, value: DecodedValue, time: number | undefined): string {
  const { words } = context;
  switch (value.kind) {
    case 'token':
      return tokenMarkdown(context, value.token, { time, checks: value.checks });
    case 'publishing-license':
      return licenseMarkdown(words, value.license);
    case 'end-user-license':
      return answerMarkdown(context, value.answer);
    case 'sync-message': {
      const explained = explainSyncMessage(value.message, words.language);
      const notes = explained.notes.map(({ message: note }) => `- ${escapeMarkdown(words.render(note))}`).join('\n');
      return `**${escapeMarkdown(words.render(explained.title))}**\n\n${notes}`;
    }
    case 'code':
      return `**${words.t('analysis.decode.codes')}**\n\n${value.words.map((line) => `- ${escapeMarkdown(line)}`).join('\n')}`;
  }
}

function answerMarkdown({ words }: ServiceContext, answer: EndUserLicense): string {
  const advice = answerAdvice(answer, words.language);
  const lines = [
    answer.error
      ? `**${escapeMarkdown(answer.error.name || answer.error.message)}**`
      : `**AccessStatus: ${escapeMarkdown(answer.accessStatus ?? '')}**`,
    answer.error?.meaning ? escapeMarkdown(words.render(answer.error.meaning)) : '',
    advice ? `${words.t('license.cause')}: ${escapeMarkdown(advice.cause)}` : '',
    (advice?.fix ?? []).map((step, index) => `${index + 1}. ${escapeMarkdown(step)}`).join('\n'),
    (answer.rights ?? [])
      .map(({ name, meaning }) => `- ${escapeMarkdown(name)}: ${escapeMarkdown(words.render(meaning))}`)
      .join('\n'),
  ];
  return lines.filter(Boolean).join('\n\n');
}
