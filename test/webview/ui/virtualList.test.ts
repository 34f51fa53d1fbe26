import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  drawnRange,
  drawnTop,
  type Geometry,
  isMapped,
  maxNodes,
  maxPixels,
  maxRows,
  offsetOf,
  revealOffset,
  scrollTopOf,
  spacerHeight,
} from '../../../webview/ui/virtualList';

const geometry = (entries: number, view = 800): Geometry => ({ entries, row: 22, view });

describe('virtual list arithmetic', () => {
  it('keeps rows and nodes under their limits at 100,000 entries, wherever it stands', () => {
    const g = geometry(100_000);
    for (const offset of [0, 11, 22, 999_999, 100_000 * 22 - 800]) {
      for (const nodes of [14, 26, 40]) {
        const { from, to } = drawnRange(offset, g, nodes);
        assert.ok(to - from <= maxRows, `${to - from} rows`);
        const visible = Math.ceil(800 / 22) + 1;
        assert.ok((to - from) * nodes <= maxNodes || to - from <= visible, `${(to - from) * nodes} nodes`);
        assert.ok(from * 22 <= offset && (to * 22 >= offset + 800 || to === 100_000), 'the visible part is covered');
      }
    }
  });

  it('draws everything visible on a very tall screen', () => {
    const { from, to } = drawnRange(2200, geometry(100_000, 3000), 26);
    assert.ok(from <= 100 && to >= 100 + Math.ceil(3000 / 22));
  });

  it('does not map below the cap of browsers and never exceeds it above', () => {
    assert.equal(isMapped(geometry(400_000)), false);
    assert.equal(isMapped(geometry(400_001)), true);
    assert.equal(spacerHeight(geometry(5_000_000)), maxPixels);
    assert.equal(spacerHeight(geometry(10)), 220);
  });

  it('maps both ways without loss, ends at the last entry, and draws rows where they are seen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 5_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (entries, part) => {
          const g = geometry(entries);
          const offset = part * (entries * 22 - 800);
          const top = scrollTopOf(offset, g);
          assert.ok(top >= 0 && top <= spacerHeight(g) - 800 + 0.001);
          assert.ok(Math.abs(offsetOf(top, g) - offset) < 0.01 * entries * 0.0001 + 0.5);
          const index = Math.floor(offset / 22);
          const seen = drawnTop(index, offset, top, g) - top;
          assert.ok(seen > -22.5 && seen <= 0.5, `row seen at ${seen}`);
        },
      ),
    );
    const last = geometry(5_000_000);
    assert.equal(offsetOf(spacerHeight(last) - 800, last), 5_000_000 * 22 - 800);
  });

  it('reveals with the least movement', () => {
    const g = geometry(1000);
    assert.equal(revealOffset(5, 22, 0, g), 0);
    assert.equal(revealOffset(40, 44, 0, g), 40 * 22 + 44 - 800);
    assert.equal(revealOffset(10, 22, 900, g), 220);
  });

  it('survives an empty list and a view of no height', () => {
    assert.deepEqual(drawnRange(0, geometry(0), 20), { from: 0, to: 0 });
    assert.equal(offsetOf(100, geometry(3)), 0);
    assert.equal(scrollTopOf(100, { entries: 0, row: 22, view: 0 }), 0);
  });
});
