/** Sentences of the area "diagnosis" in US English. Keys start with "diagnosis.". */
export const diagnosis = {
  'diagnosis.chainNoMaterial': 'Nothing in the material shows this step.',
  'diagnosis.chainNeverAsked': 'The capture shows no request of this step.',
  'diagnosis.chainNotDecrypted': 'Only undecrypted tunnels lead there; turn on HTTPS decryption.',
  'diagnosis.chainTunnelRefused': 'No tunnel to the service was opened.',
  'diagnosis.chainNoAnswer': 'No answer came.',
  'diagnosis.chainStatus': 'The last answer was HTTP {status}.',
  'diagnosis.chainAnswered': '{count} {count|request was|requests were} answered well.',
  'diagnosis.chainFailedBy': 'Failed: {condition}.',
  'diagnosis.chainTokenUsed': 'Sign-in happened earlier; requests carry a token.',
  'diagnosis.chainPersonal': 'A personal account needs no Rights Management license.',
  'diagnosis.chainSignedOut': 'Nobody is signed in.',
  'diagnosis.chainHasToken': 'The dump says that a token is present.',
  'diagnosis.chainNoToken': 'The dump says that there is no token.',
  'diagnosis.chainMipResult': 'Last MIP Result: {result}',
  'diagnosis.chainConnection': 'Server Connection: {connection}',
  'diagnosis.chainNotifications': 'The dump says that notifications are on.',
  'diagnosis.needsArtifact': 'Needs one of: {kinds}.',
  'diagnosis.needsPassword': 'The capture is encrypted and its password is missing.',
  'diagnosis.notDecrypted': 'The capture shows these hosts only as undecrypted tunnels.',
  'diagnosis.bodiesLeftOut': 'Not decided: the bodies of {count} {count|session|sessions} were left out to save time.',
  'diagnosis.unknownCondition': 'There is no condition "{id}".',
  'diagnosis.unknownSeverity':
    'Severity "{value}" of condition "{id}" is none of error, warning, information, hint, off.',
  'diagnosis.badExpression':
    'Condition "{id}", evidence row {row}: the {what} is not understood (no look-ahead, no back-references).',
  'diagnosis.conditionsNoList': 'Your own conditions are not a list.',
  'diagnosis.badCondition': 'Your own condition number {number} is left out: "{field}" is missing or wrong.',
  'diagnosis.noResetPassphrase':
    'Reset is not offered: the data has a passphrase of its own, and entering it is enough.',
  'diagnosis.noResetIdentity': 'Reset is not offered: sign-in fails, and a reset does not help there.',
  'diagnosis.noResetUnproven':
    'Reset is not offered: it takes a cryptographer error and a Last MIP Result of Success or No permissions.',
  'diagnosis.noSignOut':
    'Signing out is not possible (NonRemovableProfileEnabled): re-sync data to this device instead.',
  'diagnosis.changeUnproven': '{command} is not offered: nothing in the material proves the state that it changes.',
  'diagnosis.noRmsChange': 'Changes to Rights Management are not offered: AD RMS or HYOK is mentioned in this case.',
  'diagnosis.tenantsDiffer': 'Several tenants appear: {tenants}.',
  'diagnosis.accountsDiffer': '{count} different accounts appear.',
  'diagnosis.clockBehind':
    'The clock of the captured computer is about {minutes} {minutes|minute|minutes} behind the servers.',
  'diagnosis.clockAhead':
    'The clock of the captured computer is about {minutes} {minutes|minute|minutes} ahead of the servers.',
  'diagnosis.timesApart': 'Dump and capture were taken about {hours} {hours|hour|hours} apart.',
} as const;
