import { XMLParser } from 'fast-xml-parser';
import { lookUp } from '../lookup';
import type { Claim } from './model';

/** Assertions beyond this length are shown as text only. */
const maxXml = 1_000_000;

/** Attribute names of Entra assertions by the JWT claim that says the same. */
const attributeClaims: Readonly<Record<string, string>> = {
  'http://schemas.microsoft.com/identity/claims/tenantid': 'tid',
  'http://schemas.microsoft.com/identity/claims/objectidentifier': 'oid',
  'http://schemas.microsoft.com/identity/claims/displayname': 'name',
  'http://schemas.microsoft.com/identity/claims/identityprovider': 'idp',
  'http://schemas.microsoft.com/claims/authnmethodsreferences': 'amr',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'upn',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'unique_name',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': 'email',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname': 'given_name',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname': 'family_name',
};

interface Node {
  readonly [name: string]: unknown;
}

/**
 * Facts of a SAML 1.1 or 2.0 message under the names of the matching JWT claims (OASIS SAML core: Issuer, Conditions,
 * Audience, NameID, Attribute); attributes without a match keep their own name. No entity or DTD is processed.
 */
export function readSaml(xml: string): { readonly claims: readonly Claim[]; readonly isXml: boolean } {
  if (xml.length > maxXml || /<!DOCTYPE/i.test(xml)) return { claims: [], isXml: false };
  try {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      removeNSPrefix: true,
      processEntities: false,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: true,
    });
    const document: unknown = parser.parse(xml);
    return { claims: collect(xml, document), isXml: isNode(document) };
  } catch {
    return { claims: [], isXml: false };
  }
}

function collect(xml: string, document: unknown): Claim[] {
  const found: Claim[] = [];
  const add = (name: string, value: unknown): void => {
    const text = textOf(value);
    if (text !== '' && found.length < 500) found.push(claim(xml, name, text));
  };
  const visit = (node: unknown, depth: number): void => {
    if (depth > 30) return;
    for (const one of list(node)) {
      if (!isNode(one)) continue;
      for (const [name, child] of Object.entries(one)) {
        for (const value of list(child)) readElement(name, value, add);
        if (!name.startsWith('@')) visit(child, depth + 1);
      }
    }
  };
  visit(document, 0);
  return found;
}

function readElement(name: string, value: unknown, add: (name: string, value: unknown) => void): void {
  const node = isNode(value) ? value : {};
  if (name === 'Issuer') add('iss', value);
  else if (name === 'Audience') add('aud', value);
  else if (name === 'NameID' || name === 'NameIdentifier') add('sub', value);
  else if (name === 'AuthnContextClassRef') add('amr', value);
  else if (name === 'Conditions') {
    add('nbf', node['@NotBefore']);
    add('exp', node['@NotOnOrAfter']);
  } else if (name === 'Assertion' || name === 'AuthnRequest' || name === 'Response') {
    add('iat', node['@IssueInstant']);
    add('jti', node['@ID'] ?? node['@AssertionID']);
    if (name === 'Assertion') add('iss', node['@Issuer']);
    add('Destination', node['@Destination']);
  } else if (name === 'StatusCode') add('StatusCode', node['@Value']);
  else if (name === 'Attribute') {
    const own = textOf(node['@Name']) || `${textOf(node['@AttributeNamespace'])}/${textOf(node['@AttributeName'])}`;
    for (const one of list(node['AttributeValue'])) add(lookUp(attributeClaims, own) ?? own, one);
  }
}

function claim(xml: string, name: string, text: string): Claim {
  const at = Math.max(0, xml.indexOf(text));
  const span = { start: at, end: at + text.length };
  return { name, value: text, text, nameSpan: { start: at, end: at }, valueSpan: span };
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return isNode(value) ? textOf(value['#text']) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
