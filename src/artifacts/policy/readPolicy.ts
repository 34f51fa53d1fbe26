import { jsonValue } from '../json/value';
import { type Field, type Frame, walkJson } from '../json/walk';
import { linesOf, trimmedSpan } from '../lines';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import type { Policy, PolicyExport } from './model';

/** A policy export with its extent in the text. */
export interface FoundPolicies {
  readonly artifact: PolicyExport;
  readonly span: Span;
}

/** True for text that can only be the policy page's JSON in one of its layouts. */
export function looksLikePolicyJson(text: string): boolean {
  return (
    /"(?:policyValues|policyGroups|chromePolicies|extensionPolicies)"\s*:\s*\{/.test(text) ||
    (/"chromeMetadata"\s*:\s*\{/.test(text) && /"level"\s*:\s*"(?:mandatory|recommended)"/.test(text)) ||
    /"level"\s*:\s*"(?:mandatory|recommended)"[\s\S]{0,120}?"scope"\s*:\s*"(?:user|machine)"/.test(text)
  );
}

const marks = ['ignored', 'deprecated', 'future'] as const;

/**
 * Reads "Export to JSON" or "Copy as JSON" of edge://policy: layouts `policyValues`, `policyGroups` and
 * `chromePolicies`, also cut or with text around. A policy is any object with a value beside a level, scope or source;
 * its name is the key it stands under. Message texts are localized by the browser.
 */
export function readPolicyJson(source: SourceText, id: string, text = source.text): FoundPolicies | undefined {
  const policies: Policy[] = [];
  const metadata: { name: string; value: string }[] = [];
  const keys = new Map<Frame, { name: string; span: Span }>();
  const values = new Map<Frame, Span>();
  let covered: Span | undefined;
  const touch = (start: number, end: number) => {
    covered = covered ? { start: Math.min(covered.start, start), end: Math.max(covered.end, end) } : { start, end };
  };
  walkJson(text, 0, text.length, {
    open(frame) {
      if (frame.key !== undefined) keys.set(frame, { name: frame.key, span: keySpan(text, frame) });
    },
    field(field, frame) {
      if (frame.key === 'chromeMetadata') metadata.push({ name: field.key, value: String(field.value) });
    },
    close(frame, end, closed, stack) {
      if (frame.key === 'value') {
        const parent = stack[stack.length - 1];
        if (parent) values.set(parent, { start: frame.start, end });
      }
      if (frame.kind !== 'object') return;
      if (closed && /^(?:policyValues|policyGroups|chromePolicies|chromeMetadata|status)$/.test(frame.key ?? ''))
        touch(frame.start, end);
      if (closed && frame.children.includes('chromeMetadata')) touch(frame.start, end);
      if (stack.some((entry) => entry.kind === 'array' && /^(?:conflicts|superseded)$/.test(entry.key ?? ''))) return;
      const policy = policyOf(text, frame, keys.get(frame), values.get(frame));
      if (!policy) return;
      policies.push(policy);
      touch(policy.nameSpan.start, end);
    },
  });
  if (!covered || (policies.length === 0 && metadata.length === 0)) return undefined;
  policies.sort((a, b) => a.nameSpan.start - b.nameSpan.start);
  return {
    artifact: { kind: 'policy-export', form: 'json', id, text: source, metadata, policies, problems: [] },
    span: covered,
  };
}

function policyOf(
  text: string,
  frame: Frame,
  key: { name: string; span: Span } | undefined,
  nested: Span | undefined,
): Policy | undefined {
  if (!key) return undefined;
  const find = (name: string): Field | undefined => frame.fields.find((field) => field.key === name);
  const level = find('level');
  const value = find('value');
  if (!(value || nested) || !(level || find('scope') || find('source'))) return undefined;
  const valueSpan = value?.valueSpan ?? nested ?? key.span;
  const messages: string[] = [];
  for (const name of ['error', 'warning', 'info']) {
    const field = find(name);
    if (typeof field?.value === 'string' && field.value !== '') messages.push(field.value);
  }
  for (const name of marks) if (find(name)?.value === true) messages.push(name);
  return {
    name: key.name,
    value: value ? value.value : jsonValue(text.slice(valueSpan.start, valueSpan.end)),
    valueText: value ? String(value.value) : text.slice(valueSpan.start, valueSpan.end),
    level: level?.value === 'mandatory' || level?.value === 'recommended' ? level.value : undefined,
    scope: String(find('scope')?.value ?? ''),
    source: String(find('source')?.value ?? ''),
    messages,
    nameSpan: key.span,
    valueSpan,
  };
}

/** The key before an opening bracket. */
function keySpan(text: string, frame: Frame): Span {
  const name = frame.key ?? '';
  const at = text.lastIndexOf(name, frame.start);
  return at >= 0 && frame.start - at < name.length + 80
    ? { start: at, end: at + name.length }
    : { start: frame.start, end: frame.start + 1 };
}

const levels: Readonly<Record<string, 'mandatory' | 'recommended'>> = {
  mandatory: 'mandatory',
  recommended: 'recommended',
  verbindlich: 'mandatory',
  obligatorisch: 'mandatory',
  erforderlich: 'mandatory',
  empfohlen: 'recommended',
  obligatoire: 'mandatory',
  recommandé: 'recommended',
  obligatorio: 'mandatory',
  obligatoria: 'mandatory',
  recomendado: 'recommended',
  recomendada: 'recommended',
  obbligatorio: 'mandatory',
  obbligatoria: 'mandatory',
  consigliato: 'recommended',
  consigliata: 'recommended',
  verplicht: 'mandatory',
  aanbevolen: 'recommended',
  obrigatório: 'mandatory',
  obrigatória: 'mandatory',
  必須: 'mandatory',
  推奨: 'recommended',
  强制: 'mandatory',
  推荐: 'recommended',
  обязательный: 'mandatory',
  рекомендуемый: 'recommended',
};

const policyName = /^[A-Z][A-Za-z0-9]{4,79}$/;

/**
 * Reads copied text of the edge://policy page: rows of tabs (name, value, source, applies to, level, status), with or
 * without a header, or one cell per line. Column titles and words are localized; rows are known by the policy's name
 * and the level's word or the number of cells.
 */
export function readPolicyPage(source: SourceText, id: string, text = source.text): FoundPolicies | undefined {
  const policies: Policy[] = [];
  let covered: Span | undefined;
  let sure = /edge:\/\/policy|Policy name\t|Richtlinienname\t|Microsoft Edge Policies/i.test(text);
  for (const line of linesOf(text)) {
    const cells: { text: string; span: Span }[] = [];
    let at = 0;
    for (const piece of line.text.split('\t')) {
      cells.push({ text: piece.trim(), span: trimmedSpan(line, at, at + piece.length) });
      at += piece.length + 1;
    }
    while (cells[0]?.text === '') cells.shift();
    const [name, value] = cells;
    if (!name || !value || cells.length < 4 || !policyName.test(name.text)) continue;
    const levelAt = cells.findIndex((cell, index) => index > 1 && levels[cell.text.toLowerCase()] !== undefined);
    if (levelAt > 0) sure = true;
    const level = levels[(cells[levelAt]?.text ?? '').toLowerCase()];
    const tail = levelAt > 0 ? cells.slice(levelAt + 1) : cells.slice(5);
    const messages = tail
      .map((cell) => cell.text)
      .filter((word) => word !== '' && !/^(?:OK|Show more|Show value|Mehr anzeigen)$/i.test(word));
    policies.push({
      name: name.text,
      value: pageValue(value.text),
      valueText: value.text,
      level,
      scope: cells[3]?.text ?? '',
      source: cells[2]?.text ?? '',
      messages,
      nameSpan: name.span,
      valueSpan: value.text === '' ? name.span : value.span,
    });
    covered = { start: covered?.start ?? name.span.start, end: line.end };
  }
  // The row of column titles is localized: it is the one without a level.
  if (policies[0]?.level === undefined && policies.some((policy) => policy.level !== undefined)) policies.shift();
  if (!covered || !sure) return undefined;
  return {
    artifact: { kind: 'policy-export', form: 'page-text', id, text: source, metadata: [], policies, problems: [] },
    span: covered,
  };
}

/** Values print as JSON on the page; anything else is its text. */
function pageValue(text: string): unknown {
  if (/^(?:true|false|null|-?\d+(?:\.\d+)?|[[{"].*)$/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}
