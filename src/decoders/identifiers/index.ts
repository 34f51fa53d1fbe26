import type { Span } from '../../artifacts/place';
import { applicationInfo, tenantName } from '../../knowledge/applications';
import { audienceInfo } from '../../knowledge/audiences';
import { type Message, message } from '../../text';

/** A GUID in a text with what is known of it. */
export interface FoundIdentifier {
  readonly span: Span;
  readonly value: string;
  readonly words: readonly Message[];
}

const guidForm = /(?<![0-9a-f-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f-])/gi;
const maxFound = 5000;

/**
 * Names an id: an application of Microsoft, a tenant of Microsoft, or the service behind a resource address. Empty for
 * addresses that nothing is known of; an unknown GUID is said to be one.
 */
export function explainIdentifier(value: string): Message[] {
  const id = value
    .trim()
    .toLowerCase()
    .replace(/^\{|\}$/g, '');
  const isGuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id);
  if (/^[0-]+$/.test(id) && isGuid) return [message('codes.idGuidNil')];
  const tenant = isGuid ? tenantName(id) : undefined;
  if (tenant) return [message('codes.idTenant', { name: tenant })];
  const application = isGuid ? applicationInfo(id) : undefined;
  if (application && application.name !== '') {
    const words = [message('codes.idApplication', { name: application.name })];
    if (application.alsoKnownAs.length > 0)
      words.push(message('codes.idApplicationAlso', { names: application.alsoKnownAs.join(', ') }));
    if (!application.isPublished) words.push(message('codes.idApplicationUnpublished'));
    return words;
  }
  const audience = audienceInfo(id);
  if (audience) {
    if (audience.name !== '') return [message('codes.idService', { name: audience.name })];
    return [message('codes.idServiceUnnamed', { id: audience.id })];
  }
  return isGuid ? [message('codes.idGuidUnknown')] : [];
}

/** GUIDs of a text that can be named. Unknown ones are left out. */
export function findIdentifiers(text: string): FoundIdentifier[] {
  const found: FoundIdentifier[] = [];
  for (const match of text.matchAll(guidForm)) {
    if (found.length >= maxFound) break;
    const words = explainIdentifier(match[0]);
    if (words.some((one) => one.key === 'codes.idGuidUnknown')) continue;
    found.push({ span: { start: match.index, end: match.index + match[0].length }, value: match[0], words });
  }
  return found;
}
