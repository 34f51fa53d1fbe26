import assert from 'node:assert/strict';
import type { Artifact } from '../../src/artifacts/artifact';
import { diagnose } from '../../src/diagnosis';
import type { Diagnosis } from '../../src/diagnosis/finding';
import { conditions } from '../../src/knowledge';
import { nodePlatform } from '../../src/platform/node';
import type { Trials } from './build';
import { captures } from './conditions/captures';
import { dumps } from './conditions/dumps';
import { entra } from './conditions/entra';
import { policy } from './conditions/policy';
import { rms } from './conditions/rms';

const trials: Trials = { ...policy, ...dumps, ...rms, ...entra, ...captures };
const run = (artifacts: readonly Artifact[]): Promise<Diagnosis> => diagnose(artifacts, { platform: nodePlatform });

describe('conditions', () => {
  it('are all tried, and no others', () => {
    const wanted = conditions.filter((entry) => entry.detectable).map((entry) => entry.id);
    assert.deepEqual(Object.keys(trials).sort(), [...wanted].sort());
  });

  for (const [id, trial] of Object.entries(trials)) {
    it(`${id} is raised`, async () => {
      const { findings } = await run(trial.raises);
      const found = findings.find((finding) => finding.id === id);
      assert.ok(found, `raised only: ${findings.map((finding) => finding.id).join(', ')}`);
      assert.ok(found.evidence.length > 0, 'evidence');
      for (const { place, text } of found.evidence) {
        assert.ok(trial.raises.some((artifact) => artifact.id === place.artifact));
        assert.ok(text.trim() !== '', 'evidence text');
      }
    });

    it(`${id} is not raised by a near miss`, async () => {
      const { findings } = await run(trial.misses);
      assert.ok(!findings.some((finding) => finding.id === id));
    });
  }
});
