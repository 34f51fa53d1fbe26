import type { Artifact, PlainText } from '../../artifacts/artifact';
import type { DsregListing } from '../../artifacts/device/model';
import type { AadEvents, EdgeLog } from '../../artifacts/log/model';
import type { Policy, PolicyExport } from '../../artifacts/policy/model';
import type { PowershellOutput } from '../../artifacts/rms/model';
import type { SourceText } from '../../artifacts/sourceText';
import type { RowArtifact } from '../../knowledge';
import type { Value } from './compare';
import { dumpValues, statValues } from './dumpValues';
import type { Row } from './rows';
import { utcTimeOf } from './times';

/** Which rows run on an artifact; undefined for kinds without rows. */
export function rowsFor(artifact: Artifact): RowArtifact | undefined {
  switch (artifact.kind) {
    case 'text':
    case 'aad-event':
      return 'page-text';
    case 'attachments':
    case 'value':
      return undefined;
    default:
      return artifact.kind;
  }
}

/** Text that the spans of an artifact's values lie in; undefined for captures, lists and lone bytes. */
export function sourceOf(artifact: Artifact): SourceText | undefined {
  switch (artifact.kind) {
    case 'capture':
    case 'attachments':
      return undefined;
    case 'policy-export':
      return artifact.text;
    default:
      return artifact.source;
  }
}

/** Every value of a text artifact that a row names. */
export function textValues(artifact: Artifact, row: Row): readonly Value[] {
  switch (artifact.kind) {
    case 'sync-internals':
      return dumpValues(artifact, row);
    case 'signin-internals':
      return row.area === 'stat' ? statValues(artifact.sections, row.first, row.name) : [];
    case 'policy-export':
      return policyValues(artifact, row);
    case 'dsregcmd':
      return deviceValues(artifact, row);
    case 'powershell-output':
      return powershellValues(artifact, row);
    case 'edge-log':
      return lineValues(artifact);
    case 'aad-event':
      return eventValues(artifact, row);
    case 'text':
      return pageValues(artifact, row);
    default:
      return [];
  }
}

/** Policies of an export by name, with the level that the row asks for. */
export function policiesNamed(artifact: PolicyExport, name: string, level?: string): readonly Policy[] {
  const wanted = name.toLowerCase();
  return artifact.policies.filter(
    (policy) => policy.name.toLowerCase() === wanted && (level === undefined || policy.level === level),
  );
}

/** Members of a policy value: a JSON array, or text that holds one, or a comma list. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'string' || !value.trim().startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function policyValues(artifact: PolicyExport, row: Row): readonly Value[] {
  if (row.area === 'policy') {
    return policiesNamed(artifact, row.name, row.source.level).map((policy) => ({
      text: policy.valueText,
      list: listOf(policy.value),
      span: policy.valueSpan,
      label: policy.name,
    }));
  }
  if (row.area !== 'policy-message') return [];
  const found = row.name === '*' ? artifact.policies : policiesNamed(artifact, row.name);
  return found.flatMap((policy) =>
    policy.messages.map((text) => ({ text, span: policy.nameSpan, label: policy.name })),
  );
}

function deviceValues(artifact: DsregListing, row: Row): readonly Value[] {
  if (row.area !== 'key') return [];
  const key = row.name.toLowerCase();
  const section = row.first.toLowerCase();
  // A section name can occur twice: the first hit wins.
  const found = artifact.values.find(
    (value) => value.key.toLowerCase() === key && (section === '*' || value.section.toLowerCase() === section),
  );
  if (!found) return [];
  return [{ text: found.value, span: found.valueSpan, label: found.key, taken: takenOf(artifact) }];
}

/** When the listing was made: its Client Time; undefined when it does not tell. */
export function takenOf(artifact: DsregListing): number | undefined {
  const found = artifact.values.find((value) => value.key.toLowerCase() === 'client time');
  return found ? utcTimeOf(found.value) : undefined;
}

function powershellValues(artifact: PowershellOutput, row: Row): readonly Value[] {
  switch (row.area) {
    case 'console': {
      const { text } = artifact.source;
      return [{ text, span: { start: 0, end: text.length }, isLong: true }];
    }
    case 'variable':
      return artifact.variables
        .filter((entry) => entry.name.replace(/^\$/, '').toLowerCase() === row.name.toLowerCase())
        .map((entry) => ({ text: entry.value, span: entry.span, label: `$${row.name}` }));
    case 'cmdlet':
      return cmdletValues(artifact, row);
    default:
      return [];
  }
}

function cmdletValues(artifact: PowershellOutput, row: Row): readonly Value[] {
  const hasProperty = row.source.where.includes('/');
  const cmdlet = (hasProperty ? row.first : row.name).toLowerCase();
  const found: Value[] = [];
  for (const output of artifact.outputs) {
    // `(Get-AipServiceConfiguration).FunctionalState` prints the bare value of one property.
    const [, called = '', picked = ''] = /^\(?\s*([\w-]+)[^)]*\)?(?:\.(\w+))?$/.exec(output.cmdlet ?? '') ?? [];
    if (called.toLowerCase() !== cmdlet) continue;
    const { span } = output;
    if (!hasProperty) {
      if (!picked && output.text) found.push({ text: output.text, span, label: output.cmdlet });
      continue;
    }
    if (picked.toLowerCase() === row.name.toLowerCase()) found.push({ text: output.text, span, label: picked });
    for (const property of output.properties) {
      if (property.name.toLowerCase() !== row.name.toLowerCase()) continue;
      found.push({ text: property.value, span: property.span, label: property.name });
    }
  }
  return found;
}

function lineValues(artifact: EdgeLog): readonly Value[] {
  return artifact.lines.map((line) => ({
    text: artifact.source.text.slice(line.span.start, line.span.end),
    span: line.span,
  }));
}

/** Event texts answer only the rows that look for codes: their other words are not a customer's. */
function eventValues(artifact: AadEvents, row: Row): readonly Value[] {
  if (row.area !== 'anywhere' || row.source.group !== undefined) return [];
  if (!/AADSTS|aadsts|0x/.test(row.text)) return [];
  return artifact.events.map((event) => ({
    text: artifact.source.text.slice(event.span.start, event.span.end),
    span: event.span,
    isLong: true,
  }));
}

function pageValues(artifact: PlainText, row: Row): readonly Value[] {
  const { text } = artifact.source;
  if (row.area === 'anywhere') return [{ text, span: { start: 0, end: text.length }, isLong: true }];
  return row.area === 'policy' ? pagePolicies(text, row) : [];
}

/** A row of a copied edge://policy page: name, value, source, applies to, level, status in cells. */
function pagePolicies(text: string, row: Row): readonly Value[] {
  const found: Value[] = [];
  const name = row.name.replace(/[^\w]/g, '');
  const pattern = new RegExp(
    `^[ \\t]*(${name})(?:[ \\t]*[\\t|:=][ \\t]*|[ ]{2,})([^\\t\\r\\n|]*?)[ \\t]*(?=[\\t|\\r\\n]|[ ]{2,}|$)([^\\r\\n]*)`,
    'gim',
  );
  for (const hit of text.matchAll(pattern)) {
    const [whole, , value = '', rest = ''] = hit;
    const level = /\bmandatory\b/i.test(rest) ? 'mandatory' : /\brecommended\b/i.test(rest) ? 'recommended' : undefined;
    if (row.source.level !== undefined && row.source.level !== level) continue;
    const start = hit.index + whole.length - rest.length - value.length;
    const at = text.indexOf(value, hit.index + name.length);
    const from = at < 0 ? start : at;
    found.push({ text: value, list: listOf(value), span: { start: from, end: from + value.length }, label: row.name });
  }
  return found;
}
