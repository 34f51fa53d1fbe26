import { fixOf } from '../diagnosis';
import type { Diagnosis, Finding, Severity } from '../diagnosis/finding';
import type { Condition } from '../knowledge';
import type { Language } from '../text';
import type { FileOfCase } from './json/findings';
import { maskText } from './maskText';
import { fileName, textsOf } from './names';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The findings of a case as a SARIF 2.1.0 log (OASIS standard): conditions are rules, evidence are locations. */
export function sarifLog(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
) {
  const artifacts = [...new Map(files.map((file) => [file.path, file])).values()];
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Edge Sync Inspector',
            rules: diagnosis.findings.map((finding) => ruleOf(finding, diagnosis, language, own)),
          },
        },
        language: language === 'de' ? 'de-DE' : 'en-US',
        columnKind: 'utf16CodeUnits',
        artifacts: artifacts.map(({ path, bytes }) => ({ location: { uri: uriOf(path) }, length: bytes })),
        results: diagnosis.findings.map((finding, ruleIndex) =>
          resultOf(finding, ruleIndex, files, artifacts, language, own),
        ),
      },
    ],
  };
}

function ruleOf(finding: Finding, diagnosis: Diagnosis, language: Language, own: readonly Condition[]) {
  const texts = textsOf(finding.id, language, own);
  const fix = fixOf(finding, diagnosis.facts, language, own);
  const [link] = fix.links;
  return {
    id: finding.id,
    shortDescription: { text: texts.title },
    ...(texts.cause ? { fullDescription: { text: texts.cause } } : {}),
    ...(link ? { helpUri: link.url } : {}),
    help: { text: fix.steps.map((step, at) => `${at + 1}. ${step}`).join('\n') || texts.title },
    defaultConfiguration: { level: levels[finding.severity] },
    properties: { basis: finding.basis },
  };
}

function resultOf(
  finding: Finding,
  ruleIndex: number,
  files: readonly FileOfCase[],
  artifacts: readonly FileOfCase[],
  language: Language,
  own: readonly Condition[],
) {
  const title = textsOf(finding.id, language, own).title;
  return {
    ruleId: finding.id,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: title },
    locations: finding.evidence.map(({ place, text: seen }) => {
      const path = files.find(({ artifact }) => artifact.id === place.artifact)?.path ?? place.artifact;
      const range = place.range && 'start' in place.range && place.session === undefined ? place.range : undefined;
      return {
        physicalLocation: {
          artifactLocation: { uri: uriOf(path), index: artifacts.findIndex((file) => file.path === path) },
          ...(range
            ? {
                region: {
                  startLine: range.start.line + 1,
                  startColumn: range.start.character + 1,
                  endLine: range.end.line + 1,
                  endColumn: range.end.character + 1,
                },
              }
            : {}),
        },
        ...(place.session === undefined
          ? {}
          : {
              logicalLocations: [
                {
                  name: `session ${place.session}`,
                  fullyQualifiedName: [`${fileName(path)}`, String(place.session), ...place.layers].join('/'),
                },
              ],
            }),
        message: { text: maskText(seen) || title },
      };
    }),
    properties: { causedBy: finding.causedBy, history: finding.history, basis: finding.basis },
  };
}

/** A path as a URI reference; URIs stay as they are. */
function uriOf(path: string): string {
  if (/^[a-z][\w+.-]+:\/\//i.test(path)) return path;
  return path
    .split(/[/\\]/)
    .map(encodeURIComponent)
    .join('/')
    .replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
