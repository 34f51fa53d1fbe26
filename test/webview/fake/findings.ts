import type { ChainView, FindingView } from '../../../src/analysis/views';

const place = (session: number) => ({
  artifact: 'contoso',
  session,
  part: 'response',
  layers: [`raw/${session}_s.txt`],
});

export const findings: readonly FindingView[] = [
  {
    id: 'rms-not-activated',
    severity: 'error',
    title: 'Rights Management is not activated in the tenant',
    cause:
      'The service refuses the license with NotSignedUpException, so Edge gets no key for the encrypted data types.',
    note: '',
    basis: 'documented',
    basisText: 'documented by Microsoft',
    who: ['tenant admin'],
    rootCause: true,
    causedBy: [],
    causedByText: '',
    history: false,
    evidence: [23, 31, 52, 93].map((session) => ({
      label: `#${session}`,
      text: 'HTTP 400, Microsoft.RightsManagement.Exceptions.NotSignedUpException',
      place: place(session),
      artifactName: 'contoso-adele-edge.saz',
    })),
    steps: [
      'Check the state: FunctionalState of the Azure Information Protection configuration.',
      'If it says Disabled, activate the service and wait a few minutes.',
      'Sign in to the Edge profile again and read Last MIP Result.',
    ],
    powershell: [
      { text: '(Get-AipServiceConfiguration).FunctionalState', kind: 'check', scope: '', undo: null },
      { text: 'Enable-AipService', kind: 'change', scope: 'the whole tenant', undo: 'Disable-AipService' },
    ],
    open: ['edge://sync-internals'],
    links: [
      {
        url: 'https://learn.microsoft.com/en-us/purview/activate-rights-management-service',
        title: 'Activate the Rights Management service',
        status: 'current',
      },
      {
        url: 'https://learn.microsoft.com/en-us/deployedge/microsoft-edge-troubleshoot-enterprise-sync',
        title: 'Diagnose and fix Microsoft Edge sync issues',
        status: 'current',
      },
    ],
    suggestions: [],
  },
  {
    id: 'sync-partial-failure',
    severity: 'warning',
    title: 'PARTIAL_FAILURE for Passwords and Encryption Keys',
    cause: 'The client backs off for these two types and goes on with the rest.',
    note: '',
    basis: 'source',
    basisText: 'in Chromium',
    who: ['support engineer'],
    rootCause: false,
    causedBy: ['rms-not-activated'],
    causedByText: 'Follows from: Rights Management is not activated in the tenant.',
    history: false,
    evidence: [
      { label: '#41', text: 'error PARTIAL_FAILURE', place: place(41), artifactName: 'contoso-adele-edge.saz' },
    ],
    steps: ['Fix the refused license first.'],
    powershell: [],
    open: [],
    links: [],
    suggestions: [],
  },
];

export const chain: readonly ChainView[] = [
  {
    step: 'token',
    title: 'Sign-in token',
    state: 'passed',
    stateText: 'passed',
    reason: '2 tokens issued, audience matches',
    sessions: [18, 22],
  },
  {
    step: 'license',
    title: 'RMS license',
    state: 'failed',
    stateText: 'failed',
    reason: 'enduserlicenses refused 4 times',
    sessions: [23, 31, 52, 93],
  },
  {
    step: 'feeds',
    title: 'Sync feeds',
    state: 'passed',
    stateText: 'passed',
    reason: '14 GetUpdates answered, no commit',
    sessions: [26],
  },
  {
    step: 'messaging',
    title: 'Cloud messaging',
    state: 'not-decrypted',
    stateText: 'not decrypted',
    reason: '1 tunnel, content not in the capture',
    sessions: [33],
  },
];

export const neverAsked: readonly ChainView[] = chain.map((step) => ({
  ...step,
  state: 'never-asked',
  stateText: 'never asked',
  reason: 'no request in this capture',
  sessions: [],
}));
