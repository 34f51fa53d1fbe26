import assert from 'node:assert/strict';
import type { Artifact } from '../../src/artifacts/artifact';
import { readArtifacts } from '../../src/artifacts/read';
import { diagnose } from '../../src/diagnosis';
import type { Finding } from '../../src/diagnosis/finding';
import { conditions } from '../../src/knowledge';
import { memorySource } from '../../src/platform/memory';
import { nodePlatform } from '../../src/platform/node';
import { type Scenario, scenarios } from '../fixtures/scenarios';

async function findingsOf(scenario: Scenario): Promise<readonly Finding[]> {
  const artifacts: Artifact[] = [];
  for (const { name, bytes } of scenario.files) {
    artifacts.push(...(await readArtifacts(memorySource(bytes, name), { id: name, name, platform: nodePlatform })));
  }
  return (await diagnose(artifacts, { platform: nodePlatform })).findings;
}

/** Ids that explain a finding, directly or through others. */
function causesOf(finding: Finding, all: readonly Finding[], seen = new Set<string>()): Set<string> {
  for (const id of finding.causedBy) {
    if (seen.has(id)) continue;
    seen.add(id);
    const cause = all.find((candidate) => candidate.id === id);
    if (cause) causesOf(cause, all, seen);
  }
  return seen;
}

describe('whole cases', () => {
  for (const scenario of scenarios) {
    it(`${scenario.stands}: ${scenario.name}`, async () => {
      const findings = await findingsOf(scenario);
      const told = findings
        .map(({ severity, id, causedBy }) => `${severity} ${id} <- ${causedBy.join(', ')}`)
        .join('\n');
      const of = (id: string): Finding | undefined => findings.find((finding) => finding.id === id);
      const [first] = findings;
      if (scenario.top.length > 0) {
        assert.ok(
          first && scenario.top.includes(first.id),
          `on top: ${first?.id}, expected ${scenario.top.join(' or ')}\n${told}`,
        );
        assert.deepEqual(first.causedBy, [], told);
      }
      for (const id of scenario.also ?? []) assert.ok(of(id), `missing ${id}\n${told}`);
      for (const id of scenario.consequences ?? []) {
        const finding = of(id);
        assert.ok(finding, `missing ${id}\n${told}`);
        assert.ok(
          first && causesOf(finding, findings).has(first.id),
          `${id} does not follow from ${first?.id}\n${told}`,
        );
      }
      for (const id of scenario.never ?? []) assert.equal(of(id), undefined, `${id} must not be told\n${told}`);
      if (scenario.noError)
        assert.deepEqual(
          findings.filter(({ severity }) => severity === 'error').map(({ id }) => id),
          [],
          told,
        );
      if (scenario.top.length > 0 && !scenario.noError) {
        const roots = findings
          .filter((finding) => finding.severity === 'error' && finding.causedBy.length === 0)
          .map(({ id }) => id);
        assert.ok(
          roots.every((id) => scenario.top.includes(id)),
          `other root causes: ${roots.join(', ')}\n${told}`,
        );
      }
    });
  }

  it('are at least 25, name known conditions, and cover every kind', () => {
    assert.ok(scenarios.length >= 25);
    const known = new Set(conditions.map(({ id }) => id));
    for (const { name, top, also = [], consequences = [], never = [] } of scenarios) {
      for (const id of [...top, ...also, ...consequences, ...never]) assert.ok(known.has(id), `${name}: ${id}`);
    }
    assert.deepEqual([...new Set(scenarios.map(({ stands }) => stands))].sort(), [
      'healthy',
      'mixed',
      'state roaming article',
      'troubleshooting article',
      'wire',
    ]);
  });
});
