import { conditions } from '../../../src/knowledge';
import { aadEvents, capture, note, type Trial, type Trials } from '../build';

const authority = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';

/** An answer of sign-in that names a code. */
function answer(code: string) {
  return capture([
    {
      method: 'POST',
      url: authority,
      status: 400,
      contentType: 'application/json; charset=utf-8',
      responseBody: JSON.stringify({
        error: 'invalid_grant',
        error_description: `AADSTS${code}: Words. Trace ID: 1\r\nTimestamp: 2026`,
        error_codes: [Number(code)],
      }),
    },
  ]);
}

/** Every code condition by its first listed code; the near miss is a code that no condition lists. */
const listed: Trials = Object.fromEntries(
  conditions
    .filter((entry) => entry.id.startsWith('aadsts-') && entry.id !== 'aadsts-generic')
    .map((entry): [string, Trial] => {
      const row = entry.evidence.find((candidate) => candidate.match === 'number-in');
      const first = String(Array.isArray(row?.pattern) ? row.pattern[0] : '');
      return [entry.id, { raises: [answer(first)], misses: [answer(`${first}9`)] }];
    }),
);

const toRms = (code: string) =>
  capture([
    {
      method: 'POST',
      url: authority,
      status: 400,
      requestBody: 'client_id=x&resource=https%3A%2F%2Faadrm.com',
      responseBody: `{"error_description":"AADSTS${code}: blocked"}`,
      contentType: 'application/json',
    },
  ]);

export const entra: Trials = {
  ...listed,
  'aadsts-generic': {
    raises: [aadEvents('Error: 0xCAA2000C AADSTS1234567: words')],
    misses: [aadEvents('AADSTS50076: words')],
  },
  'ca-blocks-rms-app': { raises: [toRms('53003')], misses: [toRms('90002')] },
};

void note;
