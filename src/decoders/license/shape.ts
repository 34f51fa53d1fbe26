import type { Place } from '../../artifacts/place';
import { SourceText } from '../../artifacts/sourceText';
import { type Language, text } from '../../text';
import type { EndUserLicense, LicenseDocument, LicenseProblem } from './model';

/** A problem as all JSON outputs carry it. */
export interface ProblemShape {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
}

/** JSON output of `decode` for a license. Absent values are null. */
export interface PublishingLicenseShape {
  readonly version: 1;
  readonly kind: 'publishing-license';
  readonly certificates: readonly {
    readonly type: string;
    readonly issued: string | null;
    readonly digest: 'match' | 'mismatch' | 'absent';
    readonly signature: 'fits-named-key' | 'does-not-fit' | 'not-checked';
  }[];
  readonly tenant: string | null;
  readonly serviceId: string | null;
  readonly region: string | null;
  readonly contentId: string | null;
  readonly owner: string | null;
  readonly problems: readonly ProblemShape[];
}

/** JSON output of `decode` for an answer of the license service. */
export interface EndUserLicenseShape {
  readonly version: 1;
  readonly kind: 'end-user-license';
  readonly accessStatus: string | null;
  readonly rights: readonly { readonly name: string; readonly meaning: string }[];
  readonly error: { readonly code: string; readonly meaning: string } | null;
  readonly problems: readonly ProblemShape[];
}

/** Shapes a decoded license for JSON output. `artifact` is the id for the places of problems. */
export function publishingLicenseShape(
  document: LicenseDocument,
  artifact: string,
  language: Language,
): PublishingLicenseShape {
  return {
    version: 1,
    kind: 'publishing-license',
    certificates: document.certificates.map(({ type, issued, integrity }) => ({
      type,
      issued:
        issued === undefined ? null : issued.time === undefined ? issued.text : new Date(issued.time).toISOString(),
      digest: integrity.digest === 'not-checked' ? 'absent' : integrity.digest,
      signature: integrity.signature,
    })),
    tenant: document.tenant ?? null,
    serviceId: document.serviceId ?? null,
    region: document.region ?? null,
    contentId: document.contentId ?? null,
    owner: document.owner ?? null,
    problems: document.problems.map((problem) => problemShape(problem, document, artifact, language)),
  };
}

/** Shapes an answer for JSON output; content keys are not part of it. */
export function endUserLicenseShape(
  license: EndUserLicense,
  artifact: string,
  language: Language,
): EndUserLicenseShape {
  const { error } = license;
  return {
    version: 1,
    kind: 'end-user-license',
    accessStatus: license.accessStatus ?? null,
    rights: (license.rights ?? []).map(({ name, meaning }) => ({ name, meaning: text(meaning, language) })),
    error: error ? { code: error.code, meaning: error.meaning ? text(error.meaning, language) : '' } : null,
    problems: license.problems.map((problem) => problemShape(problem, undefined, artifact, language)),
  };
}

function problemShape(
  problem: LicenseProblem,
  document: LicenseDocument | undefined,
  artifact: string,
  language: Language,
): ProblemShape {
  const source = document?.texts[problem.text ?? 0];
  const range = problem.span && source ? new SourceText(source.text).rangeOf(problem.span) : undefined;
  return {
    code: problem.code,
    message: text(problem.message, language),
    place: { artifact, layers: source?.layers ?? [], ...(range ? { range } : {}) },
  };
}
