import { type Language, message, text } from '../../text';
import { answerAdvice } from './advice';
import { type CheckContext, certificateChecks, certificateKind, type LicenseCheck, licenseChecks } from './checks';
import { certificateFacts, type LicenseFactGroup, licenseSummary } from './facts';
import type { AnswerField, EndUserLicense, LicenseDocument } from './model';
import {
  type EndUserLicenseShape,
  endUserLicenseShape,
  type PublishingLicenseShape,
  publishingLicenseShape,
} from './shape';

/** A judgement in words. */
export interface CheckLine {
  readonly name: string;
  readonly state: LicenseCheck['state'];
  readonly text: string;
}

/** A fact in words; of keys and encrypted values only the length. */
export interface FactLine {
  readonly name: string;
  readonly value: string;
  readonly meaning: string | null;
}

export interface FactLines {
  readonly title: string;
  readonly rows: readonly FactLine[];
}

/** A license for people who read text: what it is, what was checked, everything that each certificate says. */
export interface LicenseReport extends Pick<PublishingLicenseShape, 'kind' | 'problems'> {
  readonly checks: readonly CheckLine[];
  readonly facts: readonly FactLines[];
  readonly certificates: readonly {
    readonly title: string;
    readonly rows: readonly (CheckLine | FactLines)[];
  }[];
}

/** All of {@link publishingLicenseShape} and more, in words. */
export function publishingLicenseReport(
  document: LicenseDocument,
  artifact: string,
  language: Language,
  context: CheckContext = {},
): LicenseReport {
  const { kind, problems } = publishingLicenseShape(document, artifact, language);
  return {
    kind,
    checks: licenseChecks(document, context).map((check) => checkLine(check, language)),
    facts: licenseSummary(document, context.tokenTenant).map((group) => factLines(group, language)),
    certificates: document.certificates.map((certificate, index) => ({
      title: `${index + 1}. ${text(certificateKind(certificate.type), language)}`,
      rows: [
        ...certificateChecks(certificate, document.links[index]).map((check) => checkLine(check, language)),
        ...certificateFacts(certificate).map((group) => factLines(group, language)),
      ],
    })),
    problems,
  };
}

/** An answer of the service for people who read text, with cause and fix of a refusal. */
export interface AnswerReport extends EndUserLicenseShape {
  readonly cause: string | null;
  readonly fix: readonly string[];
  /** Every field of the body, keys masked. */
  readonly fields: readonly FactLine[];
}

/** All of {@link endUserLicenseShape} and more, in words. */
export function endUserLicenseReport(license: EndUserLicense, artifact: string, language: Language): AnswerReport {
  const advice = answerAdvice(license, language);
  const { problems, ...shape } = endUserLicenseShape(license, artifact, language);
  return {
    ...shape,
    cause: advice?.cause ?? null,
    fix: advice?.fix ?? [],
    fields: license.fields.flatMap((field) => fieldLine(field, language)),
    problems,
  };
}

function fieldLine({ name, value, state, length, meaning }: AnswerField, language: Language): FactLine[] {
  if (state === 'absent') return [];
  const shown = state === 'masked' ? text(message('license.hiddenField', { length: length ?? 0 }), language) : value;
  return [{ name, value: shown, meaning: meaning ? text(meaning, language) : null }];
}

function checkLine({ name, state, text: words }: LicenseCheck, language: Language): CheckLine {
  return { name: text(name, language), state, text: text(words, language) };
}

function factLines({ title, rows }: LicenseFactGroup, language: Language): FactLines {
  return {
    title: text(title, language),
    rows: rows.map(({ name, value, words, masked, meaning }) => ({
      name: typeof name === 'string' ? name : text(name, language),
      value: masked
        ? text(message('license.hidden', { length: masked.length }), language)
        : [value, words ? text(words, language) : ''].filter(Boolean).join(', '),
      meaning: meaning ? text(meaning, language) : null,
    })),
  };
}
