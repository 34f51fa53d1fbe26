import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Artifact } from '../../src/artifacts/artifact';
import type { DsregListing } from '../../src/artifacts/device/model';
import type { Dump } from '../../src/artifacts/dump/model';
import { groupTypes } from '../../src/artifacts/dump/typeMessage';
import { readArtifacts } from '../../src/artifacts/read';
import { diagnose } from '../../src/diagnosis';
import type { Finding } from '../../src/diagnosis/finding';
import { nodePlatform, openFile } from '../../src/platform/node';
import { describeWithSamples, sample } from '../fixtures/samples';

interface Read {
  readonly artifacts: readonly Artifact[];
  readonly findings: readonly Finding[];
}

const reads = new Map<string, Promise<Read>>();

function read(file: string): Promise<Read> {
  const known = reads.get(file) ?? make(file);
  reads.set(file, known);
  return known;
}

async function make(file: string): Promise<Read> {
  const full = sample(file) ?? '';
  const source = await openFile(full);
  try {
    const artifacts = await readArtifacts(source, { id: file, name: path.basename(file), platform: nodePlatform });
    return { artifacts, findings: (await diagnose(artifacts, { platform: nodePlatform })).findings };
  } finally {
    await source.close();
  }
}

async function dump(file: string): Promise<Dump & { readonly findings: readonly Finding[] }> {
  const { artifacts, findings } = await read(file);
  const [found] = artifacts;
  assert.ok(found?.kind === 'sync-internals', file);
  return { ...found, findings };
}

/** `severity:id` with the number of places, as people would count them. */
const told = (findings: readonly Finding[]) =>
  findings.map(({ id, severity, evidence }) => `${severity}:${id} x${evidence.length}`);

const textOf = ({ sections }: Dump, name: string) =>
  sections.flatMap(({ stats }) => stats).find((stat) => stat.name === name)?.value;

const about = 'dumps/chromium156';
/** What every form of a dump must show, by the stem of its file name: findings, and the values that prove it was read. */
const stems: Readonly<Record<string, { findings: readonly string[]; values: Readonly<Record<string, string>> }>> = {
  signedout: {
    findings: ['warning:sync-disable-reasons-present x1'],
    values: { 'Transport State': 'Disabled', 'Disable Reasons': 'Not signed in', 'Has Token': 'false' },
  },
  local: {
    findings: [],
    values: { 'Transport State': 'Active', 'Sync Feature Enabled': 'false', 'Notifications Enabled': 'false' },
  },
  cryptoerror: {
    findings: ['warning:passphrase-required x4', 'error:crypto-error x18', 'error:pending-keys x3'],
    values: {
      'Transport State': 'Active',
      'User Actionable Error': 'Needs passphrase',
      'Explicit Passphrase': 'true',
      'Passphrase Required': 'true',
      'Cryptographer Ready To Encrypt': 'false',
      'Cryptographer Has Pending Keys': 'true',
      'Passphrase Type': 'PassphraseType::kCustomPassphrase',
    },
  },
  'policy-syncdisabled': {
    findings: ['error:sync-turned-off-by-admin-message x1', 'warning:sync-disable-reasons-present x1'],
    values: { 'Disable Reasons': 'Enterprise policy, Not signed in' },
  },
};
/** Rows of Type Info by what ails them, and entries of the protocol log; a form without events lists none. */
const tables: Readonly<Record<string, { groups: Readonly<Record<string, number>>; events: number }>> = {
  signedout: { groups: {}, events: 0 },
  local: { groups: { ok: 20, severity_info: 17 }, events: 12 },
  cryptoerror: { groups: { severity_error: 18, severity_info: 17, ok: 2 }, events: 10 },
  'policy-syncdisabled': { groups: {}, events: 0 },
};
const withoutEvents = /aboutinfo\.raw|\.csv$/;

function dumpFiles(): readonly [file: string, stem: string][] {
  const root = sample(about);
  const names = root ? readdirSync(root).filter((name) => !/signin|policy-copy/.test(name)) : [];
  return names.map((name) => [
    `${about}/${name}`,
    name.includes('6236957')
      ? 'cryptoerror'
      : name.includes('6809174')
        ? 'local'
        : (/^[a-z-]+?(?=\.)/.exec(name)?.[0] ?? ''),
  ]);
}

describeWithSamples('files of tickets, as their description says', () => {
  for (const [file, stem] of dumpFiles()) {
    it(path.basename(file), async () => {
      const found = await dump(file);
      const { findings, values } = stems[stem] ?? assert.fail(`no expectation for ${file}`);
      assert.deepEqual(told(found.findings), findings);
      assert.deepEqual(found.problems, []);
      for (const [name, value] of Object.entries(values)) assert.equal(textOf(found, name), value, name);
      const { groups, events } = tables[stem] ?? { groups: {}, events: 0 };
      const counts: Record<string, number> = {};
      for (const { level, rows } of groupTypes(found)) counts[level] = (counts[level] ?? 0) + rows.length;
      assert.deepEqual(counts, groups);
      assert.equal(found.events.length, withoutEvents.test(file) ? 0 : events);
    });
  }

  it('covers every dump of the folder', () => {
    assert.equal(new Set(dumpFiles().map(([, stem]) => stem)).size, Object.keys(stems).length);
    assert.ok(dumpFiles().length >= 23);
  });

  it('the keys of another profile: first event, and advice that is not to reset', async () => {
    const found = await dump(`${about}/cryptoerror.dump-status.ids.txt`);
    assert.equal(found.events[0]?.type, 'Initial GetUpdates');
    assert.match(found.events[0]?.details ?? '', /Reason: NEW_CLIENT/);
    assert.match(found.types[0]?.message ?? '', /Restart@components\/sync\/service\/data_type_manager_impl\.cc:511/);
    const [first, second] = found.findings;
    assert.equal(first?.id, 'passphrase-required');
    assert.ok(second?.causedBy.includes('passphrase-required'), 'the passphrase explains the rows');
  });

  it('node dumps: three types without content, and bookmarks with commas inside', async () => {
    const redacted = await dump(`${about}/sync-data-dump-2026-11-22-1795306236957-Linux x86_64.csv`);
    assert.deepEqual(
      [...new Set(redacted.nodes.map(({ dataType }) => dataType))],
      ['Device Info', 'Priority Preferences', 'Encryption Keys'],
    );
    assert.ok(redacted.nodes.every(({ specifics }) => specifics === 'REDACTED' || specifics === ''));
    const content = await dump(`${about}/sync-data-dump-2026-11-22-1795306809174-Linux x86_64.csv`);
    assert.ok(content.nodes.every(({ fields }) => fields.length === 14));
    const bookmark = content.nodes.find(({ specifics }) => specifics.includes('https://example.com/'));
    const title = JSON.stringify(JSON.parse(bookmark?.specifics ?? '{}'));
    assert.ok(title.includes(',') && title.includes('\\"') && title.includes('ä'), title);
  });

  it('the sign-in page and the policy export of the same machines', async () => {
    for (const stem of ['signedout', 'local', 'cryptoerror']) {
      const { artifacts, findings } = await read(`${about}/${stem}.signin-internals.txt`);
      const [page] = artifacts;
      assert.ok(page?.kind === 'signin-internals');
      const stats = page.sections.flatMap((section) => section.stats);
      assert.match(stats.find(({ name }) => name === 'Signin Status')?.value ?? '', /Not Signed In/);
      assert.deepEqual(told(findings), ['warning:identity-signin-status-not-consented x1']);
    }
    const { artifacts, findings } = await read(`${about}/policy-syncdisabled.policy-copy.txt`);
    const [policies] = artifacts;
    assert.ok(policies?.kind === 'policy-export');
    for (const name of ['HomepageLocation', 'NoSuchPolicyXyz']) {
      assert.equal(policies.policies.find((policy) => policy.name === name)?.messages.length, 1, name);
    }
    assert.deepEqual(told(findings), [
      'error:policy-syncdisabled-mandatory x1',
      'error:policy-browsersignin-disabled x1',
      'warning:policy-synctypes-disabled x1',
      'hint:policy-synctypes-bad-name x1',
      'hint:policy-name-not-found x1',
    ]);
  });

  it('the oldest Edge page, typed from a picture', async () => {
    const found = await dump('dumps/web/edge84-screenshot.transcribed.txt');
    assert.equal(textOf(found, 'Sync Account Type'), 'AAD');
    assert.equal(textOf(found, 'Last MIP Result'), 'Success');
    assert.equal(found.types.find(({ name }) => name === 'Bookmarks')?.total, undefined);
    assert.deepEqual(
      found.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id),
      ['crypto-mip-success', 'crypto-error', 'pending-keys', 'key-service-problem'],
    );
    assert.ok(found.findings.some(({ id }) => id === 'edge-version-too-old'));
    assert.ok(found.findings.some(({ id }) => id === 'reset-needed'));
  });

  it('pasted parts: a cut title, a cut value', async () => {
    const engine = await dump('dumps/web/edge-nixpkgs-479966.fragment.txt');
    assert.deepEqual(told(engine.findings), ['error:block-reason x1']);
    assert.equal(textOf(engine, 'DataType Manager'), 'State: Stopped; ');
    assert.equal(engine.sections[0]?.stats.length, 3);
    const brave = await dump('dumps/web/brave-36664.fragment.json.txt');
    assert.equal(brave.sections[0]?.title, 'Encryption');
    assert.equal(brave.sections[1]?.title, undefined);
    assert.match(textOf(brave, 'Passphrase Type') ?? '', /kCustomPassphrase$/);
    const commit = brave.sections[1]?.stats.at(-1);
    assert.deepEqual(
      [commit?.name, commit?.status, commit?.value],
      ['Commit Step Result', 'in_bad_state', 'Protocol error (TRAN'],
    );
    assert.deepEqual(told(brave.findings), [], 'half a value proves nothing');
  });

  it('the system log of 2021: no error', async () => {
    const found = await dump('dumps/web/chromium88-about_sync_data.signedout.json');
    assert.deepEqual([found.form, textOf(found, 'Disable Reasons')], ['system-log', 'Not signed in']);
    assert.deepEqual(told(found.findings), ['warning:sync-disable-reasons-present x1']);
    assert.ok(found.sections.flatMap(({ stats }) => stats).some(({ status }) => status === 'uninitialized'));
  });

  const neighbors: Readonly<Record<string, readonly string[]>> = {
    'dsregcmd_status.sample.txt': ['error:aadsts-account-state x1', 'information:identity-prt-missing x2'],
    'dsregcmd_sso_ok.sample.txt': [],
    'aipservice_configuration.sample.txt': ['information:rms-activation-default x1'],
    'aad_operational_1098.sample.txt': ['error:aadsts-mfa-required x1'],
  };
  for (const [name, wanted] of Object.entries(neighbors)) {
    it(`wire/${name}`, async () => {
      const { findings, artifacts } = await read(`wire/${name}`);
      assert.deepEqual(told(findings), wanted);
      assert.equal(artifacts.length, 1);
    });
  }

  it('dsregcmd keys as they are printed', async () => {
    const [listing] = (await read('wire/dsregcmd_status.sample.txt')).artifacts;
    assert.ok(listing?.kind === 'dsregcmd');
    const values = (key: string) =>
      (listing as DsregListing).values.filter((one) => one.key === key).map((one) => one.value);
    assert.deepEqual(
      ['AzureAdJoined', 'EnterpriseJoined', 'DomainJoined', 'AzureAdPrt'].map((key) => values(key)[0]),
      ['YES', 'NO', 'YES', 'NO'],
    );
    assert.match(values('Attempt Status')[0] ?? '', /0xc000006d/i);
    assert.match(values('HTTP status')[0] ?? '', /400/);
    assert.equal(values('WamDefaultSet')[0], 'YES');
    assert.match(values('DRS Discovery Test')[0] ?? '', /^FAIL/);
    assert.match(values('User Context')[0] ?? '', /^SYSTEM/);
    assert.equal(values('AadRecoveryEnabled')[0], 'NO');
    const diagnostic = new Set(
      listing.values.filter(({ section }) => section === 'Diagnostic Data').map(({ key }) => key),
    );
    assert.ok(diagnostic.has('AadRecoveryEnabled') && diagnostic.has('DRS Discovery Test'), [...diagnostic].join());
  });

  it('the protection configuration as it is printed', async () => {
    const [output] = (await read('wire/aipservice_configuration.sample.txt')).artifacts;
    assert.ok(output?.kind === 'powershell-output');
    const value = (name: string) =>
      output.outputs.flatMap(({ properties }) => properties).find((one) => one.name === name)?.value;
    assert.equal(value('FunctionalState'), 'Enabled');
    assert.equal(value('IPCv3ServiceFunctionalState'), 'Enabled');
    assert.match(value('DevicePlatformState') ?? '', /Windows -> True/);
  });

  it('the operational event', async () => {
    const [event] = (await read('wire/aad_operational_1098.sample.txt')).artifacts;
    assert.ok(event?.kind === 'aad-event');
    assert.equal(event.events[0]?.id, 1098);
    const codes = event.events.flatMap((one) => one.codes.map(({ code }) => code.toUpperCase()));
    assert.ok(codes.includes('0XCAA2000C') && codes.includes('AADSTS50076'), codes.join());
    assert.match(event.events[0]?.text ?? '', /interaction_required/);
  });

  it('message bodies are known by their bytes, packed or not', async () => {
    const root = sample('wire') ?? '';
    const names = readdirSync(root).filter((name) => /\.bin(?:\.gz)?$/.test(name));
    assert.ok(names.length >= 12);
    for (const name of names) {
      const [value] = (await read(`wire/${name}`)).artifacts;
      assert.equal(`${value?.kind}/${value?.form}`, 'value/sync-message', name);
    }
  });
});
