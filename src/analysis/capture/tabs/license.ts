import {
  answerAdvice,
  certificateChecks,
  certificateFacts,
  certificateKind,
  type LicenseCheck,
  type LicenseFactGroup,
  licenseChecks,
  licenseSummary,
  parseChallenge,
} from '../../../decoders/license';
import type { AnswerField, EndUserLicense, LicenseCertificate } from '../../../decoders/license/model';
import type { MessageKey } from '../../../text';
import { maskedAnswer } from '../../maskedAnswer';
import { secretsOfField } from '../../masking';
import type { CertificateView, CheckView, FieldGroup, FieldView, MarkName, TabView } from '../../views';
import type { TabContext } from './context';

type LicenseTab = Extract<TabView, { tab: 'license' }>;

const marks: Readonly<Record<'passed' | 'failed' | 'warning' | 'note', MarkName>> = {
  passed: 'passed',
  failed: 'error',
  warning: 'warning',
  note: 'note',
};

/** The publishing license of the request and the answer of the service. */
export function licenseTab(context: TabContext): LicenseTab {
  const { content, words } = context;
  const { session, tokens, licenses, answer } = content;
  const first = licenses[0]?.license;
  const tokenTenant = tokens.find(({ token }) => token.tenant)?.token.tenant;
  const checks = first
    ? licenseChecks(first, {
        ...(tokenTenant ? { tokenTenant } : {}),
        ...(session.started === undefined ? {} : { time: session.started }),
      })
    : [];
  return {
    tab: 'license',
    checks: checks.map((check) => checkView(context, check)),
    answer: [...challengeGroups(context), ...(answer ? answerGroups(context, answer) : []), ...requestGroups(context)],
    summary: first ? factGroups(context, licenseSummary(first, tokenTenant)) : [],
    certificates: licenses.flatMap(({ license }) =>
      license.certificates.map((certificate, index): CertificateView => {
        const { digest, signature } = certificate.integrity;
        const failed = digest === 'mismatch' || signature === 'does-not-fit';
        return {
          title: words.t('analysis.certificateOf', { nth: index + 1, count: license.certificates.length }),
          kindText: words.render(certificateKind(certificate.type)),
          ...subtitleOf(context, certificate),
          mark: failed ? 'error' : digest === 'match' ? 'passed' : 'note',
          checks: [
            integrityCheck(context, certificate),
            ...certificateChecks(certificate, license.links[index]).map((check) => checkView(context, check)),
          ],
          groups: factGroups(context, certificateFacts(certificate)),
        };
      }),
    ),
  };
}

function checkView({ words }: TabContext, { name, state, text }: LicenseCheck): CheckView {
  return { label: words.render(name), mark: marks[state], text: words.render(text) };
}

function integrityCheck({ words }: TabContext, { integrity }: LicenseCertificate): CheckView {
  const { digest, signature } = integrity;
  const isAltered = digest === 'mismatch' || signature === 'does-not-fit';
  const isSound = digest === 'match' && signature === 'fits-named-key';
  return {
    label: words.t('license.checkIntegrity'),
    mark: isAltered ? 'error' : isSound ? 'passed' : 'note',
    text: words.render(integrity.words),
  };
}

/** Whom a certificate was issued to, and until when it holds. Names of persons are left to the facts, which can hide them. */
function subtitleOf({ words }: TabContext, certificate: LicenseCertificate): { subtitle?: string } {
  const { type, principals, validity, rights, issued } = certificate;
  const isPersonal = type === 'client-licensor' || type === 'rights-account' || type === 'use-license';
  const name = isPersonal ? '' : (principals[0]?.objects[0]?.name ?? '');
  const until = (validity ?? rights.find((right) => right.name === 'ISSUE')?.range)?.until?.text;
  const parts = [
    name.includes('@') ? '' : name,
    until
      ? words.t('license.untilTime', { time: until })
      : issued
        ? words.t('license.issuedTime', { time: issued.text })
        : '',
  ].filter(Boolean);
  return parts.length ? { subtitle: parts.join(', ') } : {};
}

function factGroups({ words }: TabContext, groups: readonly LicenseFactGroup[]): FieldGroup[] {
  const classes = {
    'sealed-key': 'analysis.mask.sealedKey',
    signature: 'analysis.mask.signature',
    'encrypted-rights': 'analysis.mask.encrypted',
  } as const;
  return groups.map(({ title, rows }) => ({
    title: words.render(title),
    rows: rows.map((fact): FieldView => {
      const text = [fact.value, fact.words ? words.render(fact.words) : ''].filter(Boolean).join(' · ');
      return {
        name: typeof fact.name === 'string' ? fact.name : words.render(fact.name),
        // Sealed keys are never part of the model: the chip cannot be opened.
        value: fact.masked
          ? { text: chip(words.t(classes[fact.masked.class]), fact.masked.length) }
          : { text, ...(fact.personal ? { personal: true as const } : {}) },
        ...(fact.meaning ? { meaning: words.render(fact.meaning) } : {}),
      };
    }),
  }));
}

function chip(name: string, length: number): string {
  return `•••••• ${name}, ${length}`;
}

/** The fields of the request beside the license, which is decoded on its own. */
function requestGroups(context: TabContext): FieldGroup[] {
  const rows = (context.content.licenseRequest?.fields ?? []).map((field) => answerField(context, field));
  return rows.length ? [{ title: context.words.t('license.requestFields'), rows }] : [];
}

/** WWW-Authenticate of the service: its realm is the tenant of the content, to be compared with the license's. */
function challengeGroups({ content, words }: TabContext): FieldGroup[] {
  const value = content.detail.responseHeaders.find(({ name }) => /^www-authenticate$/i.test(name))?.value;
  const challenge = value && content.licenseCall !== undefined ? parseChallenge(value) : undefined;
  if (!challenge) return [];
  const { scheme, resource, realm, authorization } = challenge;
  const tenant = content.licenses[0]?.license.tenant;
  const rows: FieldView[] = [{ name: 'scheme', value: { text: scheme } }];
  if (resource) rows.push({ name: 'resource', value: { text: resource } });
  if (realm) {
    const isSame = realm === tenant;
    rows.push({
      name: 'realm',
      value: { text: realm },
      meaning: words.t(!tenant ? 'license.realm' : isSame ? 'license.realmSame' : 'license.realmOther'),
      ...(tenant ? { mark: isSame ? ('passed' as const) : ('warning' as const) } : {}),
    });
  }
  if (authorization) rows.push({ name: 'authorization', value: { text: authorization } });
  return [{ title: words.t('license.challenge'), rows }];
}

function answerGroups(context: TabContext, answer: EndUserLicense): FieldGroup[] {
  const { words } = context;
  const { error, accessStatus, rights } = maskedAnswer(words, answer);
  const rows: FieldView[] = [];
  if (error) {
    const { name, message, meaning } = error;
    const said = meaning ? { meaning: words.render(meaning) } : {};
    if (name) rows.push({ name: 'Code', value: { text: name }, mark: 'error', ...said });
    if (message) rows.push({ name: 'Message', value: { text: message }, ...(name ? {} : said) });
  }
  if (accessStatus !== undefined) {
    const mark: MarkName = answer.access === 'granted' ? 'passed' : answer.access === 'unknown' ? 'note' : 'error';
    rows.push({ name: 'AccessStatus', value: { text: accessStatus }, mark });
  }
  for (const right of rights ?? [])
    rows.push({ name: right.name, value: { text: '' }, meaning: words.render(right.meaning) });
  const advice = answerAdvice(answer, words.language);
  if (advice) {
    rows.push({ name: words.t('license.cause'), value: { text: advice.cause } });
    for (const [index, step] of advice.fix.entries())
      rows.push({ name: index === 0 ? words.t('license.fix') : '', value: { text: `${index + 1}. ${step}` } });
  }
  const groups: FieldGroup[] = [{ title: words.t('analysis.serviceAnswer'), rows }];
  if (answer.fields.length) {
    groups.push({
      title: words.t('analysis.answerFields'),
      rows: answer.fields.map((field) => answerField(context, field)),
    });
  }
  return groups.filter((group) => group.rows.length);
}

/** Answers of other services stand under the same tab: what is a secret by its name or look is one here, too. */
function shownValue(words: TabContext['words'], name: string, value: string): string {
  const [secret] = secretsOfField(name, value);
  return secret ? chip(words.t(`analysis.mask.${secret.class}`), value.length) : value;
}

const secretWords: Readonly<Record<NonNullable<AnswerField['secret']>, MessageKey>> = {
  'content-key': 'analysis.mask.contentKey',
  'private-key': 'analysis.mask.privateKey',
  encrypted: 'analysis.mask.encrypted',
  license: 'analysis.mask.license',
};

function answerField({ words }: TabContext, field: AnswerField): FieldView {
  const text =
    field.state === 'masked'
      ? chip(words.t(secretWords[field.secret ?? 'encrypted']), field.length ?? 0)
      : field.state === 'absent'
        ? words.t('analysis.absent')
        : shownValue(words, field.name, field.value);
  return {
    name: field.name,
    value: { text, ...(field.personal ? { personal: true as const } : {}) },
    ...(field.meaning ? { meaning: words.render(field.meaning) } : {}),
  };
}
