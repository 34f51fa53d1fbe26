import {
  condition as byId,
  type Condition,
  type ConditionCommand,
  type ConditionLink,
  currentAddress,
  fillTemplate,
  isAllowedLink,
  localized,
} from '../knowledge';
import { type Language, type Message, message } from '../text';
import type { CaseFacts } from './caseFacts';
import type { Finding } from './finding';

/** What to do about a finding: the one answer that every view shows. */
export interface Fix {
  /** Ordered steps in the reader's language. */
  readonly steps: readonly string[];
  /** Commands to copy; never run. Changes only where the case proves that they apply. */
  readonly powershell: readonly ConditionCommand[];
  /** Addresses to open (https) or copy (edge://). */
  readonly open: readonly string[];
  readonly links: readonly ConditionLink[];
  /** What is held back, and why. */
  readonly withheld: readonly Message[];
}

/** The fix of a finding in this case. `own` are conditions that are not built in. */
export function fixOf(finding: Finding, facts: CaseFacts, language: Language, own: readonly Condition[] = []): Fix {
  const found = byId(finding.id) ?? own.find((entry) => entry.id === finding.id);
  if (!found) return { steps: [], powershell: [], open: [], links: [], withheld: [] };
  const withheld: Message[] = [];
  const texts = localized(found, language);
  // The English step says what it does; the translation stands at the same position.
  const steps = texts.fix.filter((_, index) => isStepAllowed(found.fix[index] ?? '', finding.id, facts, withheld));
  const powershell = found.powershell.filter((command) => isCommandAllowed(command, facts, withheld));
  const values = { code: /AADSTS(\d{4,7})/.exec(finding.evidence[0]?.text ?? '')?.[1] ?? '' };
  const open = found.open.flatMap((address) =>
    address.includes('{') ? (fillTemplate(address, values) ?? []) : address,
  );
  const links = found.links.flatMap((link) => {
    const filled = link.url.includes('{') ? fillTemplate(link.url, values) : link.url;
    return filled === undefined ? [] : [{ ...link, url: currentAddress(filled) }];
  });
  return {
    steps,
    powershell: withoutRepeats(powershell),
    open: open.filter(isAllowedLink),
    links: links.filter((link) => isAllowedLink(link.url)),
    withheld: distinct(withheld),
  };
}

/** Steps that carry out a reset of the data in the cloud (not those that warn of it). */
export function isResetStep(step: string): boolean {
  return /choose Reset sync|^Reset (sync|again)|: reset data$|until the reset has finished|a reset is the last resort|^First go through the documented sync and reset/i.test(
    step,
  );
}

/** Steps that sign out of the profile. */
export function isSignOutStep(step: string): boolean {
  return /\bsign out\b/i.test(step) && !/instead of sign-out/i.test(step);
}

/** Allowed only after a cryptographer error with a key result that calls for it, and never where it cannot help. */
export function resetRefusal(facts: CaseFacts): Message | undefined {
  if (facts.explicitPassphrase) return message('diagnosis.noResetPassphrase');
  if (facts.identityError) return message('diagnosis.noResetIdentity');
  const results = facts.mipResults;
  const isKnown = results.length > 0 && results.every((result) => /^(success|no permissions)$/i.test(result));
  return facts.cryptographerError && isKnown ? undefined : message('diagnosis.noResetUnproven');
}

function isStepAllowed(step: string, id: string, facts: CaseFacts, withheld: Message[]): boolean {
  if (isResetStep(step)) {
    // Guidance about a passphrase names the reset as the last resort itself.
    const refusal = id === 'passphrase-required' ? undefined : resetRefusal(facts);
    if (refusal) withheld.push(refusal);
    return refusal === undefined;
  }
  if (isSignOutStep(step) && facts.nonRemovableProfile) {
    withheld.push(message('diagnosis.noSignOut'));
    return false;
  }
  return true;
}

function isCommandAllowed(command: ConditionCommand, facts: CaseFacts, withheld: Message[]): boolean {
  if (command.kind === 'check') return true;
  const refusal = changeRefusal(command.text, facts);
  if (refusal) withheld.push(refusal);
  return refusal === undefined;
}

function changeRefusal(text: string, facts: CaseFacts): Message | undefined {
  const unproven = message('diagnosis.changeUnproven', { command: text.split(' ')[0] ?? text });
  const when = (isProven: boolean): Message | undefined => (isProven ? undefined : unproven);
  if (/^(Install|Update)-Module -Name AIPService\b/i.test(text)) return when(facts.moduleNeeded && !facts.powershell7);
  if (/^Uninstall-Module -Name AADRM\b/i.test(text)) return when(facts.oldModule && !facts.powershell7);
  if (facts.onPremisesRms) return message('diagnosis.noRmsChange');
  if (/^Enable-AipService\b(?!\w)/i.test(text)) return when(facts.rmsDisabled);
  if (/^Set-AipServiceOnboardingControlPolicy\b/i.test(text)) return when(facts.onboardingRestricts);
  if (/^Enable-AipServiceIPCv3\b/i.test(text)) return when(facts.ipcv3Disabled);
  if (/^Enable-AipServiceDevicePlatform\b/i.test(text)) {
    return when(facts.platformsNamed.some((name) => facts.platformsOff.includes(name.toLowerCase())));
  }
  // A team's own change commands say their own conditions.
  return undefined;
}

/** The same check twice in a row is one line to copy. */
function withoutRepeats(commands: readonly ConditionCommand[]): readonly ConditionCommand[] {
  return commands.filter((command, index) => command.text !== commands[index - 1]?.text);
}

function distinct(messages: readonly Message[]): readonly Message[] {
  const seen = new Set<string>();
  return messages.filter((entry) => {
    const key = JSON.stringify(entry);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
