import { explainToken, outerJudgements, tokenContent } from '../../../decoders/token';
import type { Token, TokenJudgement, Verdict } from '../../../decoders/token/model';
import type { CheckView, FieldView, MarkName, TabView, TokenView } from '../../views';
import type { LocatedToken } from '../sessionContent';
import { type KnownTenant, knownTenants } from '../tenants';
import type { WideTabContext } from './context';
import { signatureCheck } from './signature';

const marks: Readonly<Record<Verdict, MarkName>> = {
  passed: 'passed',
  warning: 'warning',
  failed: 'error',
  note: 'note',
};

/** Claims that name a person or a device. */
const personalClaims: ReadonlySet<string> = new Set([
  ...['name', 'given_name', 'family_name', 'nickname', 'upn', 'unique_name', 'preferred_username', 'email'],
  ...['verified_primary_email', 'verified_secondary_email', 'login_hint', 'oid', 'puid', 'onprem_sid', 'sub'],
  ...['ipaddr', 'fwd', 'deviceid', 'sid', 'NameID'],
]);

/** Every token of the session: what it is, judgements at the time of the request, claims in words. */
export async function tokenTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'token' }>> {
  const tokens: TokenView[] = [];
  const tenants = context.content.tokens.length ? await knownTenants(context) : [];
  for (const [index, located] of context.content.tokens.entries()) {
    const { token, name } = located;
    const id = `token:${context.content.session.key}:${index}`;
    const detail = context.words.t('analysis.tokenFor', {
      kind: name || token.format,
      where: whereText(context, located),
    });
    tokens.push(...(await tokenViews(context, { located, token, id, detail, tenants })));
  }
  return { tab: 'token', tokens };
}

interface Shown {
  readonly located: LocatedToken;
  /** The located token, or one inside it. */
  readonly token: Token;
  readonly id: string;
  readonly detail: string;
  readonly tenants: readonly KnownTenant[];
}

/** A token, and the tokens inside it after it. */
async function tokenViews(context: WideTabContext, shown: Shown): Promise<TokenView[]> {
  const views = [await tokenView(context, shown)];
  for (const [index, { name, token }] of shown.token.inner.entries()) {
    const detail = context.words.t('analysis.tokenInside', { name });
    views.push(...(await tokenViews(context, { ...shown, token, id: `${shown.id}.${index}`, detail })));
  }
  return views;
}

async function tokenView(context: WideTabContext, { located, token, id, detail, tenants }: Shown): Promise<TokenView> {
  const { words, content, secrets } = context;
  const { session } = content;
  const explained = explainToken(token, {
    ...(located.part === 'request' ? { host: session.host, path: session.path } : {}),
    ...(session.started === undefined ? {} : { requestTime: session.started }),
    ...(session.offset === undefined ? {} : { offset: session.offset }),
  });
  const rows = explained.claims.map(({ claim, where, meaning, value, isSecret }, at): FieldView => {
    const said = [
      where === 'header' ? words.t('analysis.tokenHeader') : '',
      [...(meaning ? [meaning] : []), ...value].map((one) => words.render(one)).join('; '),
    ];
    return {
      name: claim.name,
      value: isSecret
        ? secrets.chip(`${id}:${at}`, words.t('analysis.mask.token'), claim.text.length, () => claim.text)
        : {
            text: claim.text.replace(/^"([^"\\]*)"$/, '$1'),
            ...(personalClaims.has(claim.name) ? { personal: true as const } : {}),
          },
      meaning: said.filter(Boolean).join(' '),
    };
  });
  if (token.signature) {
    rows.push({
      name: 'signature',
      value: secrets.chip(
        `${id}:signature`,
        words.t('analysis.mask.signature'),
        token.signature.length,
        () => token.signature,
      ),
      meaning: words.t('analysis.signatureRow'),
    });
  }
  const payload = tokenContent(token, words.language);
  if (payload !== undefined) rows.push({ name: words.t('analysis.tokenContent'), value: { text: payload } });
  return {
    title: words.render(explained.title),
    detail,
    chip: secrets.chip(`${id}:raw`, words.t('analysis.mask.token'), token.raw.length, () => token.raw),
    checks: [
      ...outerJudgements(token, explained.judgements).map((judgement) => check(context, judgement)),
      ...(token.format === 'pop' || token.format === 'msauth'
        ? []
        : tenants.flatMap((tenant) => tenantCheck(context, token, tenant))),
      ...saidOnlyHere(token).map(
        ({ message }): CheckView => ({
          label: words.t('analysis.check.other'),
          mark: 'warning',
          text: words.render(message),
        }),
      ),
      await signatureCheck(context, token),
    ],
    rows,
  };
}

/** Problems that no judgement repeats. */
function saidOnlyHere(token: Token): Token['problems'] {
  return token.problems.filter(({ code }) => code !== 'token-cut');
}

/** The token's tenant beside that of a license or of another file of the case. */
function tenantCheck({ words }: WideTabContext, token: Token, known: KnownTenant): CheckView[] {
  const { tenant: actual } = token;
  if (!actual || token.format === 'malformed') return [];
  const { tenant: expected, session } = known;
  const source = words.render(known.source);
  const isSame = actual === expected;
  return [
    {
      label: words.t('analysis.check.tenant'),
      mark: isSame ? 'passed' : 'warning',
      text: isSame
        ? words.t('token.tenantSame', { source, tenant: expected })
        : words.t('token.tenantOther', { source, actual, expected }),
      ...(session ? { session: session.key, sid: session.sid } : {}),
    },
  ];
}

function whereText({ words }: WideTabContext, { where, part }: LocatedToken): string {
  if (where === 'url') return words.t('analysis.tokenInUrl');
  if (where === 'body') return words.t('analysis.tokenInBody', { part: words.t(`analysis.part.${part}`) });
  return words.t('analysis.tokenInHeader', { name: where });
}

/** Subject of a judgement by its code. */
function check({ words }: WideTabContext, { code, verdict, message }: TokenJudgement): CheckView {
  const label = /audience/.test(code)
    ? 'audience'
    : /tenant/.test(code)
      ? 'tenant'
      : /account|guest|personal|msa/.test(code)
        ? 'account'
        : /expired|valid|time|life|issued/.test(code)
          ? 'time'
          : /edge|app|client/.test(code)
            ? 'application'
            : /scope|role/.test(code)
              ? 'scope'
              : 'other';
  return { label: words.t(`analysis.check.${label}`), mark: marks[verdict], text: words.render(message) };
}
