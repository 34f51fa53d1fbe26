import { type Line, linesOf } from '../lines';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import type { DsregListing, DsregValue } from './model';

export interface FoundListing {
  readonly artifact: DsregListing;
  readonly span: Span;
}

const rule = /^\s*\+[-=]{10,}\+?\s*$/;
const boxed = /^\s*\|\s*(\S.*?)\s*\|?\s*$/;
const pair = /^(\s*)([A-Za-z][\w .()/-]{0,60}?)(\s*:(?:\s|$)\s*)(.*?)\s*$/;
const knownKeys =
  /^(?:AzureAdJoined|EnterpriseJoined|DomainJoined|AzureAdPrt|AzureAdPrtUpdateTime|WamDefaultSet|WorkplaceJoined|DeviceAuthStatus|NgcSet|KeySignTest|AcquirePrtDiagnostics|Attempt Status|Server Error Code|Server Error Description|User Context)$/i;
const knownSections =
  /^(?:Device State|Device Details|Tenant Details|User State|SSO State|Work Account \d+|Diagnostic Data|Ngc Prerequisite Check|Related Links|IE Proxy Config.*|WinHttp.*)$/i;

/** Sections of keys that are met in pasted parts without their box. */
const sectionOf: readonly (readonly [RegExp, string])[] = [
  [/^(?:AzureAdJoined|EnterpriseJoined|DomainJoined|DomainName|Device Name|Virtual Desktop)$/i, 'Device State'],
  [/^(?:DeviceAuthStatus|DeviceId|Thumbprint|TpmProtected)$/i, 'Device Details'],
  [/^(?:TenantName|TenantId)$/i, 'Tenant Details'],
  [/^(?:NgcSet|WorkplaceJoined|WamDefault\w+)$/i, 'User State'],
  [
    /^(?:AzureAdPrt\w*|EnterprisePrt\w*|AcquirePrtDiagnostics|Previous Prt Attempt|Attempt Status|User Identity|Credential Type|Correlation ID|Endpoint URI|HTTP \w+|Server Error (?:Code|Description)|OnPremTgt|CloudTgt)$/i,
    'SSO State',
  ],
  [/^(?:User Context|Client Time|KeySignTest|AadRecoveryEnabled)$/i, 'Diagnostic Data'],
];

function sectionOfKey(key: string): string {
  return sectionOf.find(([pattern]) => pattern.test(key))?.[1] ?? '';
}

/** True for a listing with its boxed sections, or lines of keys that only it prints. */
export function looksLikeDsreg(text: string): boolean {
  return (
    /^[ \t>]*\|\s*(?:Device State|Device Details|Tenant Details|User State|SSO State|Work Account \d+|Diagnostic Data|Ngc Prerequisite Check)\s*\|?[ \t]*$/im.test(
      text,
    ) ||
    /^[ \t>]*(?:AzureAdJoined|AzureAdPrt|WamDefaultSet|EnterprisePrt|DomainJoined)[ \t]*:[ \t]*(?:YES|NO|ERROR)\b/im.test(
      text,
    )
  );
}

/**
 * Reads the output of `dsregcmd /status`: boxed section titles, then `key : value` lines split at the first colon that
 * a blank or the line end follows. A line without a key continues the value before (wrapped mails). Section names
 * can occur twice; keys of pasted parts without a box get an empty section.
 */
export function readDsreg(source: SourceText, id: string, text = source.text): FoundListing | undefined {
  const values: DsregValue[] = [];
  let section = '';
  let covered: Span | undefined;
  let open = false;
  const touch = (line: Line) => {
    covered = { start: covered?.start ?? line.start, end: line.end };
  };
  for (const line of linesOf(text)) {
    if (line.text.trim() === '') {
      open = false;
      continue;
    }
    if (rule.test(line.text)) {
      open = false;
      if (covered) touch(line);
      else if (/^\s*\+-+\+?\s*$/.test(line.text)) touch(line);
      continue;
    }
    const box = line.text.length < 300 ? boxed.exec(line.text)?.[1] : undefined;
    if (box !== undefined) {
      if (knownSections.test(box) || /\|\s*$/.test(line.text)) {
        section = box;
        touch(line);
      }
      open = false;
      continue;
    }
    const match = pair.exec(line.text);
    const key = match?.[2]?.trim() ?? '';
    if (match && (section !== '' || knownKeys.test(key))) {
      const start = line.start + (match[1] ?? '').length;
      const from = start + (match[2] ?? '').length + (match[3] ?? '').length;
      const value = match[4] ?? '';
      values.push({
        section: section === '' ? sectionOfKey(key) : section,
        key,
        value,
        keySpan: { start, end: start + key.length },
        valueSpan: value === '' ? { start, end: start + key.length } : { start: from, end: from + value.length },
      });
      touch(line);
      open = true;
    } else if (open) {
      const last = values[values.length - 1];
      if (last && last.value !== '' && line.text.length < 240) {
        const added = line.text.trim();
        const glue = /^[A-Za-z0-9+/=-]{20,}$/.test(last.value) ? '' : ' ';
        values[values.length - 1] = {
          ...last,
          value: `${last.value}${glue}${added}`,
          valueSpan: { start: last.valueSpan.start, end: line.end },
        };
        touch(line);
      }
    }
  }
  if (values.length === 0 || !covered) return undefined;
  if (!values.some((value) => knownKeys.test(value.key) || knownSections.test(value.section))) return undefined;
  return { artifact: { kind: 'dsregcmd', form: 'listing', id, source, values, problems: [] }, span: covered };
}
