import { capture, note, powershell, type Trial, type Trials } from '../build';

/** A property of a cmdlet's output. */
function property(cmdlet: string, name: string, bad: string, good: string): Trial {
  return {
    raises: [powershell({ cmdlet, properties: { [name]: bad } })],
    misses: [powershell({ cmdlet, properties: { [name]: good } })],
  };
}

/** Words in the window. */
function shown(bad: string, good: string): Trial {
  return { raises: [powershell({ console: bad })], misses: [powershell({ console: good })] };
}

/** A refused license call. */
function refused(code: string, other: string): Trial {
  const answer = (name: string) =>
    capture([
      {
        method: 'POST',
        url: 'https://api.aadrm.com/my/v2/enduserlicenses',
        status: 400,
        contentType: 'application/json',
        responseBody: JSON.stringify({ Code: `Microsoft.RightsManagement.Exceptions.${name}`, Message: 'x' }),
      },
    ]);
  return { raises: [answer(code)], misses: [answer(other)] };
}

const onboarding = 'Get-AipServiceOnboardingControlPolicy';
const group = 'f1488a05-8196-40a6-9483-524948b90282';

export const rms: Trials = {
  'rms-not-activated': {
    raises: [powershell({ cmdlet: 'Get-AipService', text: 'Disabled' })],
    misses: [powershell({ cmdlet: 'Get-AipService', text: 'Enabled' })],
  },
  'rms-tenant-unknown': refused('UnknownTenantException', 'UnknownTenant'),
  'rms-activation-default': property(
    'Get-AipServiceConfiguration',
    'ProvisioningDate',
    '1/30/2014 9:01:31 PM',
    '3/2/2018 9:01:31 PM',
  ),
  'rms-activation-side-effect': shown('PS C:\\> Enable-AipService', 'PS C:\\> Get-AipService'),
  'rms-onboarding-scoped-group': property(onboarding, 'SecurityGroupObjectId', group, ''),
  'rms-onboarding-license-enforced': property(onboarding, 'UseRmsUserLicense', 'True', 'False'),
  'rms-onboarding-unscoped': {
    raises: [powershell({ cmdlet: onboarding, properties: { UseRmsUserLicense: 'False', SecurityGroupObjectId: '' } })],
    misses: [
      powershell({ cmdlet: onboarding, properties: { UseRmsUserLicense: 'False', SecurityGroupObjectId: group } }),
    ],
  },
  'rms-onboarding-scope-value': property(onboarding, 'Scope', 'WindowsApp', 'All'),
  'rms-service-disabled-for-user': refused('ServiceDisabledException', 'ServiceDisabledForApplicationException'),
  'rms-ipcv3-disabled': property('Get-AipServiceConfiguration', 'IPCv3ServiceFunctionalState', 'Disabled', 'Enabled'),
  'rms-platform-disabled': refused('DevicePlatformDisabledException', 'ServiceDisabledException'),
  'rms-application-disabled': refused('ServiceDisabledForApplicationException', 'ServiceDisabledException'),
  'rms-license-url-unknown': refused('UnrecognizedUrlException', 'BadInputException'),
  'rms-license-rejected': refused('BadInputException', 'NotSignedUpException'),
  'rms-customer-key-unavailable': {
    raises: [note('Error CustomerKeyUnavailable')],
    misses: [note('customer key unavailable')],
  },
  'rms-module-missing': shown(
    "Get-AipService : The term 'Get-AipService' is not recognized as the name of a cmdlet",
    "Get-Foo : The term 'Get-Foo' is not recognized as the name of a cmdlet",
  ),
  'rms-powershell7-unsupported': shown(
    'Connect-AipService: Object reference not set to an instance of an object.',
    'Connect-Foo: Object reference not set to an instance of an object.',
  ),
  'rms-connect-failed': shown(
    'The attempt to connect to the Azure Information Protection service failed.',
    'A connection to the Azure Information Protection service was opened.',
  ),
  'rms-connect-no-prompt': shown('Cannot use this feature without credentials.', 'Credentials were used.'),
  'rms-old-aadrm-module': shown('PS C:\\> Get-Aadrm', 'PS C:\\> Get-AipService'),
};
