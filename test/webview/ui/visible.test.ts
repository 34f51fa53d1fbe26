import assert from 'node:assert/strict';
import { visible } from '../../../webview/ui/visible';

describe('text of files on screen', () => {
  it('shows what would act or hide', () => {
    assert.equal(
      visible('a\u202eb\u202c\u0000\u001b\u007f\u200b'),
      'a[U+202E]b[U+202C][U+0000][U+001B][U+007F][U+200B]',
    );
  });

  it('keeps line ends, tabs and everything that is seen', () => {
    const text = 'Grüße\t\r\n日本 😀 e\u0301';
    assert.equal(visible(text), text);
  });
});
