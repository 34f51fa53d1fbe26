import { parseUrlEncoded, requestCookies, responseCookies } from '../../../artifacts/capture/http';
import type { Header, SessionPart } from '../../../artifacts/capture/model';
import { explainHeader } from '../../../decoders/headers';
import { hideSecrets, secretsIn, secretsInHeader } from '../../masking';
import type { FieldGroup, FieldView, ValueView } from '../../views';
import type { TabContext } from './context';

/** Headers in the order of the file, explained where known, secrets masked. */
export function headersTab({ words, content, secrets }: TabContext): FieldGroup[] {
  const group = (part: SessionPart, headers: readonly Header[], line: string): FieldGroup => ({
    title: line || words.t(`analysis.part.${part}`),
    rows: headers.map(({ name, value }, index): FieldView => {
      const meaning = explainHeader(name, value, part)
        .map((message) => words.render(message))
        .join(' ');
      return {
        name,
        value: headerValue({ words, content, secrets }, `header:${content.session.key}:${part}:${index}`, name, value),
        ...(meaning ? { meaning } : {}),
      };
    }),
  });
  const { detail } = content;
  return [
    group('request', detail.requestHeaders, hideSecrets(words, detail.requestLine)),
    group('response', detail.responseHeaders, detail.statusLine),
  ].filter(({ rows }) => rows.length);
}

/** A header's value: shown, or a chip when any part of it is a secret. */
export function headerValue(
  { words, secrets }: Pick<TabContext, 'words' | 'secrets' | 'content'>,
  id: string,
  name: string,
  value: string,
): ValueView {
  const inside = secretsInHeader(name, value);
  const first = inside[0];
  if (!first) return { text: value };
  const className = words.t(`analysis.mask.${first.class}`);
  return secrets.chip(id, className, value.length, () => value);
}

/** Cookies sent and set; their values are chips. */
export function cookiesTab({ words, content, secrets }: TabContext): FieldGroup[] {
  const { key } = content.session;
  const name = words.t('analysis.mask.cookie');
  const sent = requestCookies(content.detail.requestHeaders).map(
    (cookie, index): FieldView => ({
      name: cookie.name,
      value: secrets.chip(`cookie:${key}:sent:${index}`, name, cookie.value.length, () => cookie.value),
    }),
  );
  const set = responseCookies(content.detail.responseHeaders).map((cookie, index): FieldView => {
    const attributes = [
      cookie.domain && `Domain=${cookie.domain}`,
      cookie.path && `Path=${cookie.path}`,
      cookie.expires && `Expires=${cookie.expires}`,
      cookie.maxAge === undefined ? '' : `Max-Age=${cookie.maxAge}`,
      cookie.secure ? 'Secure' : '',
      cookie.httpOnly ? 'HttpOnly' : '',
      cookie.sameSite && `SameSite=${cookie.sameSite}`,
      ...cookie.other,
    ];
    return {
      name: cookie.name,
      value: secrets.chip(`cookie:${key}:set:${index}`, name, cookie.value.length, () => cookie.value),
      meaning: attributes.filter(Boolean).join('; '),
    };
  });
  return [
    { title: words.t('analysis.cookiesSent'), rows: sent },
    { title: words.t('analysis.cookiesSet'), rows: set },
  ].filter(({ rows }) => rows.length);
}

/** Query parameters and form fields. */
export function queryTab({ words, content, secrets }: TabContext): FieldGroup[] {
  const { session, request } = content;
  const query = session.url.split('#')[0]?.split('?').slice(1).join('?') ?? '';
  const form = request.kind === 'form' ? (request.text ?? '') : '';
  const group = (title: string, place: string, text: string): FieldGroup => ({
    title,
    rows: parseUrlEncoded(text).map(({ name, value, start, end }, index): FieldView => {
      const secret = secretsIn(text.slice(start, end))[0];
      return {
        name,
        value: secret
          ? secrets.chip(
              `${place}:${session.key}:${index}`,
              words.t(`analysis.mask.${secret.class}`),
              value.length,
              () => value,
            )
          : { text: value },
      };
    }),
  });
  return [
    group(words.t('analysis.queryParameters'), 'query', query),
    group(words.t('analysis.formFields'), 'form', form),
  ].filter(({ rows }) => rows.length);
}
