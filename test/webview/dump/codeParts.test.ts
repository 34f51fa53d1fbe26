import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeParts } from '../../../webview/dump/codeParts';

const codes = (text: string) =>
  codeParts(text)
    .filter(({ code }) => code)
    .map((part) => part.text);

describe('code in sentences', () => {
  const table: [text: string, codes: string[]][] = [
    ['Run Get-AipService and read the state', ['Get-AipService']],
    ['Open edge://settings/profiles/sync, then wait.', ['edge://settings/profiles/sync']],
    ['AADSTS50076 or 0xCAA2000C', ['AADSTS50076', '0xCAA2000C']],
    ['EDGE_AUTH_ERROR is old; kKeystorePassphrase is meant', ['EDGE_AUTH_ERROR', 'kKeystorePassphrase']],
    ['Run dsregcmd /status', ['dsregcmd /status']],
    ['Set-up of a re-sync in the USA', []],
    ['', []],
  ];
  for (const [text, expected] of table) it(text || '(empty)', () => assert.deepEqual(codes(text), expected));

  it('loses and invents nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        assert.equal(
          codeParts(text)
            .map((part) => part.text)
            .join(''),
          text,
        ),
      ),
    );
  });
});
