import { explainToken } from '../../../decoders/token';
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

/** Every token of the session: what it is, judgements at the time of the request, claims in words. */
export async function tokenTab(context: WideTabContext): Promise<Extract<TabView, { tab: 'token' }>> {
  const tokens: TokenView[] = [];
  const tenants = context.content.tokens.length ? await knownTenants(context) : [];
  for (const [index, located] of context.content.tokens.entries())
    tokens.push(await tokenView(context, located, index, tenants));
  return { tab: 'token', tokens };
}

async function tokenView(
  context: WideTabContext,
  located: LocatedToken,
  index: number,
  tenants: readonly KnownTenant[],
): Promise<TokenView> {
  const { words, content, secrets } = context;
  const { session } = content;
  const { token } = located;
  const id = `token:${session.key}:${index}`;
  const explained = explainToken(token, {
    ...(located.part === 'request' ? { host: session.host, path: session.path } : {}),
    ...(session.started === undefined ? {} : { requestTime: session.started }),
    ...(session.offset === undefined ? {} : { offset: session.offset }),
  });
  const rows = explained.claims.map(({ claim, where, meaning, value, isSecret }, at): FieldView => {
    const said = [
      where === 'header' ? words.t('analysis.tokenHeader') : '',
      ...value.map((one) => words.render(one)),
      meaning ? words.render(meaning) : '',
    ];
    return {
      name: claim.name,
      value: isSecret
        ? secrets.chip(`${id}:${at}`, words.t('analysis.mask.personal'), claim.text.length, () => claim.text)
        : { text: claim.text.replace(/^"([^"\\]*)"$/, '$1') },
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
  const signature = await signatureCheck(context, token);
  return {
    title: words.render(explained.title),
    detail: words.t('analysis.tokenFor', { kind: located.name || token.format, where: whereText(context, located) }),
    chip: secrets.chip(`${id}:raw`, words.t('analysis.mask.token'), token.raw.length, () => token.raw),
    checks: [
      ...explained.judgements.map((judgement) => check(context, judgement)),
      ...tenants.flatMap((tenant) => tenantCheck(context, token, tenant)),
      ...(signature ? [signature] : []),
    ],
    rows,
  };
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
