import assert from 'node:assert/strict';
import { readText } from '../../src/artifacts/readText';
import { diagnose } from '../../src/diagnosis';
import type { Finding } from '../../src/diagnosis/finding';
import { nodePlatform } from '../../src/platform/node';
import { cryptoPlan, type DumpPlan, signedOutPlan, stoppedPlan } from '../fixtures/dump/plan';
import { brokenPlan, healthyPlan } from '../fixtures/dump/troubles';
import { mhtml, writers } from '../fixtures/dump/write';

const forms: Readonly<Record<string, (plan: DumpPlan) => string>> = { ...writers, mhtml };

/** What a form has no place for. Everything else must be found in it, with the same words as evidence. */
const cannotCarry: Readonly<
  Record<string, readonly ('events' | 'messages' | 'identity' | 'nodes' | 'reasonOfStop')[]>
> = {
  'status-1': ['events', 'nodes'],
  'status-2': ['nodes'],
  'status-3': ['nodes'],
  events: ['nodes'],
  nodes: ['events'],
  // Select all copies the log's lines; the decoded messages are folded away.
  'page-text': ['messages', 'nodes'],
  'system-log': ['events', 'identity', 'nodes'],
  'saved-page': ['nodes'],
  mhtml: ['nodes'],
};

/** What no other form has a place for. */
const onlyHere: Readonly<Record<string, RegExp>> = { nodes: /^warning device-missing-in-list: Device Info$/ };

/** The plan as far as a form can carry it. */
function within(plan: DumpPlan, form: string): DumpPlan {
  const lacks = new Set(cannotCarry[form]);
  const { nodes, ...rest } = plan;
  return {
    ...rest,
    ...(nodes && !lacks.has('nodes') ? { nodes } : {}),
    sections: plan.sections.filter(({ sensitive }) => !(sensitive && lacks.has('identity'))),
    events: lacks.has('events')
      ? []
      : plan.events.map((event) => (lacks.has('messages') ? { ...event, proto: {} } : event)),
  };
}

async function told(text: string): Promise<string[]> {
  const artifacts = readText(text, { id: 'dump', name: 'dump.txt' });
  assert.equal(artifacts.length, 1);
  const { findings } = await diagnose(artifacts, { platform: nodePlatform });
  return findings.map(sentence).sort();
}

/** A finding with its severity and what stands at its places; the pages trim what they show. */
function sentence({ id, severity, evidence }: Finding): string {
  return `${severity} ${id}: ${evidence
    .map(({ text }) => text.replace(/\s+/g, ' ').trim())
    .sort()
    .join(' | ')}`;
}

describe('one dump in each of its forms', () => {
  const plans = { cryptoPlan, signedOutPlan, stoppedPlan, brokenPlan, healthyPlan };
  for (const form of Object.keys(forms)) {
    for (const [name, plan] of Object.entries(plans)) {
      it(`${form} of ${name} says the same`, async () => {
        const write = forms[form] ?? assert.fail(form);
        const carried = within(plan, form);
        // What the form carries is written in the fullest textual form. Nodes alone have no place in it.
        const reference = await told(writers['status-3'](carried));
        const own = onlyHere[form];
        assert.deepEqual(
          (await told(write(plan))).filter((one) => !own?.test(one)),
          reference,
        );
      });
    }
  }

  it('has something to say, and more the more a form carries', async () => {
    const counts = new Map<string, number>();
    for (const form of Object.keys(forms)) counts.set(form, (await told(forms[form]?.(brokenPlan) ?? '')).length);
    assert.ok(
      [...counts.values()].every((count) => count >= 10),
      JSON.stringify([...counts]),
    );
    assert.ok((counts.get('status-3') ?? 0) > (counts.get('status-1') ?? 0), 'events speak too');
  });

  it('calm dumps stay calm in every form', async () => {
    for (const form of Object.keys(forms)) {
      const write = forms[form] ?? assert.fail(form);
      assert.deepEqual(
        (await told(write(healthyPlan))).filter((one) => /^(error|warning)/.test(one)),
        [],
        form,
      );
      assert.deepEqual(
        (await told(write(signedOutPlan))).filter((one) => /^(error|warning)/.test(one)),
        ['warning sync-disable-reasons-present: Disable Reasons: Not signed in'],
        form,
      );
    }
  });
});
