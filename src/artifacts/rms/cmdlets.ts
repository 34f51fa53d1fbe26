/** Property names that tell a cmdlet of the AIPService module by its output, in lower case. */
const byProperty = new Map<string, string>();

function add(cmdlet: string, names: string): void {
  for (const name of names.split(' ')) byProperty.set(name.toLowerCase(), cmdlet);
}

add(
  'Get-AipServiceConfiguration',
  'BPOSId RightsManagementServiceId AzureInformationProtectionServiceId LicensingIntranetDistributionPointUrl LicensingExtranetDistributionPointUrl CertificationIntranetDistributionPointUrl CertificationExtranetDistributionPointUrl AdminConnectionUrl AdminV2ConnectionUrl OnPremiseDomainName CurrentLicensorCertificateGuid FunctionalState SuperUsersEnabled SuperUsers AdminRoleMembers KeyRolloverCount ProvisioningDate IPCv3ServiceFunctionalState IPCv3FunctionalState DevicePlatformState FciEnabledForConnectorAuthorization DocumentTrackingFeatureState',
);
add('Get-AipServiceOnboardingControlPolicy', 'UseRmsUserLicense SecurityGroupObjectId');
add('Get-AipServiceDevicePlatform', 'WindowsStore WindowsPhone');

/** The cmdlet that prints a property of this name, where only one does. */
export function cmdletOfProperty(name: string): string | undefined {
  return byProperty.get(name.toLowerCase());
}

/** The first cmdlet of a command line, without what it is piped into; undefined when there is none. */
export function cmdletOfCommand(command: string): string | undefined {
  return /\b([A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+)\b/.exec(command)?.[1];
}

/** True for cmdlets of the AIPService module, its retired predecessor, and others met in sync tickets. */
export function isTicketCmdlet(name: string): boolean {
  return /^[A-Z][a-z]+-(?:Aip|Aadrm|Msol|AzureAD|Mg)[A-Za-z0-9]*$/.test(name);
}

/** Console texts that tell an output of PowerShell. */
export const consoleErrors =
  /The attempt to connect to the Azure Information Protection service failed|Object reference not set to an instance of an object|Cannot use this feature without credentials|(?:Get|Set|Connect|Enable|Disable)-(?:Aip|Aadrm)\w*\W{0,8}(?: The term .* is not recognized|.{0,60} is not recognized)|The term '[A-Z][a-z]+-(?:Aip|Aadrm)\w*' is not recognized/;
