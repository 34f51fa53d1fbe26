import type { Artifact } from '../artifacts/artifact';
import type { CapturePass } from './capture/pass';
import { type CaseAccount, dumpsOf } from './caseView';
import type { Finding } from './finding';
import { isMasked } from './match/compare';
import { statValues } from './match/dumpValues';
import { policiesNamed, sourceOf } from './match/textValues';

/** What the material proves, as far as fixes depend on it. Plain data. */
export interface CaseFacts {
  readonly account: CaseAccount;
  /** NonRemovableProfileEnabled is true: nobody can sign out. */
  readonly nonRemovableProfile: boolean;
  readonly explicitPassphrase: boolean;
  /** Last MIP Result of all dumps that have one, as written. */
  readonly mipResults: readonly string[];
  readonly cryptographerError: boolean;
  /** An identity error that is no history. */
  readonly identityError: boolean;
  readonly rmsDisabled: boolean;
  readonly rmsEnabled: boolean;
  /** The onboarding policy was shown, and holds somebody back. */
  readonly onboardingRestricts: boolean;
  readonly ipcv3Disabled: boolean;
  /** Device platforms shown as False: `Windows`, `WindowsStore`. */
  readonly platformsOff: readonly string[];
  /** Platforms that license requests name. */
  readonly platformsNamed: readonly string[];
  /** The retired module is present. */
  readonly oldModule: boolean;
  readonly moduleNeeded: boolean;
  readonly powershell7: boolean;
  /** AD RMS or HYOK is mentioned anywhere in the case, or a license comes from a server of the customer. */
  readonly onPremisesRms: boolean;
}

export function factsOf(
  artifacts: readonly Artifact[],
  account: CaseAccount,
  findings: readonly Finding[],
  passes: readonly CapturePass[],
): CaseFacts {
  const has = (id: string): boolean => findings.some((finding) => finding.id === id);
  const state = new PowershellState(artifacts);
  return {
    account,
    nonRemovableProfile: policyIsOn(artifacts, 'NonRemovableProfileEnabled') || has('policy-nonremovable-profile'),
    explicitPassphrase: dumpValues(artifacts, 'Encryption', 'Explicit Passphrase').some((text) => text === 'true'),
    mipResults: dumpValues(artifacts, 'Account Key Status', 'Last MIP Result'),
    cryptographerError: has('crypto-error'),
    identityError: findings.some(
      (finding) => finding.severity === 'error' && !finding.history && finding.id.startsWith('identity-'),
    ),
    rmsDisabled:
      state.is('Get-AipService', '', /^Disabled$/i) ||
      state.is('Get-AipServiceConfiguration', 'FunctionalState', /^Disabled$/i),
    rmsEnabled:
      state.is('Get-AipService', '', /^Enabled$/i) ||
      state.is('Get-AipServiceConfiguration', 'FunctionalState', /^Enabled$/i),
    onboardingRestricts: has('rms-onboarding-scoped-group') || has('rms-onboarding-license-enforced'),
    ipcv3Disabled: has('rms-ipcv3-disabled'),
    platformsOff: state.platformsOff(),
    platformsNamed: [...new Set(passes.flatMap((pass) => [...pass.rmsPlatforms]))],
    oldModule:
      has('rms-old-aadrm-module') && state.console.some((text) => /^(?!.*not recognized).*Aadrm\w*/im.test(text)),
    moduleNeeded: has('rms-module-missing') || has('rms-old-aadrm-module'),
    powershell7: has('rms-powershell7-unsupported'),
    onPremisesRms:
      passes.some((pass) => pass.licenses.some((license) => license.cloud === 'on-premises')) ||
      artifacts.some((artifact) =>
        /\bAD[ -]?RMS\b|\bHYOK\b|Active Directory Rights Management/i.test(
          artifact.kind === 'attachments' ? artifact.text : (sourceOf(artifact)?.text ?? ''),
        ),
      ),
  };
}

function dumpValues(artifacts: readonly Artifact[], section: string, name: string): readonly string[] {
  return dumpsOf(artifacts).flatMap((dump) =>
    statValues(dump.sections, section, name)
      .filter((value) => !value.uninitialized && !isMasked(value.text))
      .map((value) => value.text.trim()),
  );
}

function policyIsOn(artifacts: readonly Artifact[], name: string): boolean {
  return artifacts.some(
    (artifact) =>
      artifact.kind === 'policy-export' &&
      policiesNamed(artifact, name).some((policy) => /^(true|1)$/i.test(policy.valueText.trim())),
  );
}

/** What cmdlets printed. */
class PowershellState {
  readonly console: readonly string[];
  private readonly values: { readonly cmdlet: string; readonly property: string; readonly value: string }[] = [];

  constructor(artifacts: readonly Artifact[]) {
    const listings = artifacts.filter((artifact) => artifact.kind === 'powershell-output');
    this.console = listings.map((listing) => listing.source.text);
    for (const output of listings.flatMap((listing) => listing.outputs)) {
      const [, cmdlet = '', picked = ''] = /^\(?\s*([\w-]+)[^)]*\)?(?:\.(\w+))?$/.exec(output.cmdlet ?? '') ?? [];
      this.values.push({ cmdlet: cmdlet.toLowerCase(), property: picked.toLowerCase(), value: output.text.trim() });
      for (const { name, value } of output.properties) {
        this.values.push({ cmdlet: cmdlet.toLowerCase(), property: name.toLowerCase(), value: value.trim() });
      }
    }
  }

  is(cmdlet: string, property: string, value: RegExp): boolean {
    return this.values.some(
      (entry) =>
        entry.cmdlet === cmdlet.toLowerCase() && entry.property === property.toLowerCase() && value.test(entry.value),
    );
  }

  platformsOff(): readonly string[] {
    const off = new Set<string>();
    for (const entry of this.values) {
      if (entry.cmdlet === 'get-aipservicedeviceplatform' && /^false$/i.test(entry.value)) off.add(entry.property);
      if (entry.property !== 'deviceplatformstate') continue;
      for (const hit of entry.value.matchAll(/(\w+)\s*->\s*False/gi)) off.add((hit[1] ?? '').toLowerCase());
    }
    return [...off];
  }
}
