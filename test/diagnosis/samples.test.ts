import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Artifact } from '../../src/artifacts/artifact';
import { readArtifacts } from '../../src/artifacts/read';
import { diagnose } from '../../src/diagnosis';
import type { Finding } from '../../src/diagnosis/finding';
import { nodePlatform, openFile } from '../../src/platform/node';
import { describeWithSamples, sample } from '../fixtures/samples';

async function findingsOf(file: string): Promise<readonly Finding[]> {
  const source = await openFile(file);
  const options = { id: file, name: path.basename(file), platform: nodePlatform };
  const artifacts: readonly Artifact[] = await readArtifacts(source, options);
  const { findings } = await diagnose(artifacts, { platform: nodePlatform });
  for (const artifact of artifacts) if (artifact.kind === 'capture') await artifact.close();
  await source.close();
  return findings;
}

function filesIn(folder: string): readonly string[] {
  const root = sample(folder);
  return root
    ? readdirSync(root)
        .filter((name) => !/README/.test(name))
        .map((name) => path.join(root, name))
    : [];
}

const errors = (findings: readonly Finding[]) =>
  findings.filter((finding) => finding.severity === 'error').map((finding) => finding.id);

describeWithSamples('diagnosis of real files', () => {
  it('raises no error for healthy and signed-out dumps', async () => {
    const calm = filesIn('dumps/chromium156').filter((file) => /(local|signedout)\./.test(path.basename(file)));
    assert.ok(calm.length > 10);
    for (const file of calm) assert.deepEqual(errors(await findingsOf(file)), [], file);
  });

  it('finds the missing passphrase behind every form of the broken dump', async () => {
    const broken = filesIn('dumps/chromium156').filter((file) => /cryptoerror\.(?!signin)/.test(path.basename(file)));
    assert.ok(broken.length > 4);
    for (const file of broken) {
      const findings = await findingsOf(file);
      assert.equal(findings[0]?.id, 'passphrase-required', file);
      assert.equal(findings.find((finding) => finding.id === 'crypto-error')?.evidence.length, 18, file);
    }
  });

  it('names the keys as the fault of the oldest Edge page', async () => {
    const file = sample('dumps/web/edge84-screenshot.transcribed.txt');
    const findings = file ? await findingsOf(file) : [];
    assert.equal(findings[0]?.id, 'crypto-mip-success');
    assert.ok(!findings.some((finding) => finding.id === 'sync-healthy-summary'));
  });

  it('reads nothing into captures without sync', async () => {
    for (const file of [...filesIn('captures/saz'), ...filesIn('captures/har').slice(0, 20)]) {
      const found = errors(await findingsOf(file)).filter((id) => id !== 'token-expired');
      assert.deepEqual(found, [], file);
    }
  });
});
