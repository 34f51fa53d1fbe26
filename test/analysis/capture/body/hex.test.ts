import assert from 'node:assert/strict';
import { hexDump, hexShape } from '../../../../src/analysis/capture/body/hex';
import { BodyContent } from '../../../../src/analysis/capture/sessionContent';
import { nodePlatform } from '../../../../src/platform/node';

const contentOf = (text: string) => {
  const bytes = Buffer.from(text, 'latin1');
  const rest = { layers: [], complete: true, omitted: undefined, problems: [] };
  return new BodyContent(
    { stored: bytes, bytes, contentType: 'application/octet-stream', ...rest },
    'response',
    nodePlatform,
  );
};

describe('a body byte by byte', () => {
  it('has dots for the bytes of secrets, on every page', () => {
    const text = `${'\u0001'.repeat(4090)}&password=hunter22hunter&x=1`;
    const whole = hexDump(contentOf(text)).split('\n');
    assert.match(whole[255] ?? '', /^00000ff0 {2}(?:01 ){10}26 70 61 73 73 77 {2}\.{10}&passw$/);
    assert.match(whole[256] ?? '', /^00001000 {2}6f 72 64 3d (?:•• ){11}•• {2}ord=•{12}$/);
    assert.match(whole[257] ?? '', /^00001010 {2}•• •• 26 78 3d 31 {32}••&x=1$/);
    const { offset, lines } = hexShape(contentOf(text), 4096);
    assert.equal(offset, 4096);
    assert.deepEqual(lines, whole.slice(256));
    assert.deepEqual(hexShape(contentOf(text), 4112).lines, whole.slice(257));
  });

  it('takes no longer for many secrets', () => {
    const text = '\u0001&password=hunter22hunter'.repeat(20_000);
    const started = performance.now();
    assert.ok(!hexDump(contentOf(text)).includes('hunter'));
    assert.ok(performance.now() - started < 10_000);
  });
});
