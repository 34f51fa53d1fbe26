import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import type { ArtifactRef, Result } from '../../src/analysis/protocol';
import type { AnalysisService } from '../../src/analysis/service';
import { openSample, openText, sampleBytes, service } from './service';

type Case = Result<'caseFindings'>;

function finding(view: Case, id: string): Case['findings'][number] {
  const found = view.findings.find((one) => one.id === id);
  assert.ok(found, `${id} is not among ${view.findings.map((one) => one.id).join(', ')}`);
  return found;
}

describe('a case', () => {
  let on: AnalysisService;
  let dump: ArtifactRef;
  let capture: ArtifactRef;
  let view: Case;
  before(async () => {
    on = await service();
    dump = await openSample(on, 'sync-internals-adele.txt');
    capture = await openSample(on, '.saz');
    view = await on.call('caseFindings', { refs: [dump, capture] });
  });

  it('puts the cause in the capture above the trouble in the dump', () => {
    assert.equal(view.verdict.kind, 'cause');
    assert.equal(view.verdict.finding, 'rms-not-activated');
    assert.ok(finding(view, 'rms-not-activated').rootCause);
    assert.ok(finding(view, 'crypto-error').causedBy.includes('rms-not-activated'));
  });

  it('says why: causes, the finding, consequences, each with its basis and places', () => {
    const why = finding(view, 'crypto-error').why ?? [];
    assert.deepEqual(
      why.slice(0, 1).map(({ role, id }) => [role, id]),
      [['cause', 'rms-not-activated']],
    );
    assert.ok(why.some(({ role, id }) => role === 'finding' && id === 'crypto-error'));
    assert.ok(why.every(({ basisText, evidence }) => basisText && evidence.every((place) => place.basisText)));
    const above = finding(view, 'rms-not-activated').why ?? [];
    assert.ok(above.some(({ role, id }) => role === 'consequence' && id === 'crypto-error'));
  });

  it('leads from the error of the dump to the sessions that show it, and back', () => {
    const there = view.links.find((link) => link.finding === 'crypto-error');
    assert.ok(there?.sessions.length);
    assert.ok(there.sessions.every(({ artifact, byText, sid }) => artifact === capture.uri && byText && sid > 0));
    assert.ok(
      there.sessions.some(({ text }) => /aadrm\.com 4\d\d/.test(text)),
      JSON.stringify(there.sessions),
    );
    const back = view.links.find((link) => link.finding === 'rms-not-activated');
    assert.ok(back?.dump.some(({ place }) => place.artifact === dump.uri && place.range));
  });

  it('gives the editor of each file what the other files add', async () => {
    const ofDump = await on.call('caseFile', { ref: dump });
    assert.ok(ofDump);
    assert.equal(ofDump.files, 2);
    assert.ok(ofDump.findings.some(({ id }) => id === 'crypto-error'));
    assert.ok(ofDump.findings.every(({ evidence }) => evidence.some(({ place }) => place.artifact === dump.uri)));
    assert.ok(ofDump.links.some((link) => link.finding === 'crypto-error' && link.sessions.length > 0));
    const ofCapture = await on.call('caseFile', { ref: capture });
    assert.ok(ofCapture?.links.some((link) => link.finding === 'rms-not-activated' && link.dump.length > 0));
    assert.equal(await on.call('caseFile', { ref: await openSample(on, 'dsregcmd-adele.txt') }), null);
  });

  it('asks in one text per language, and says what could not be checked and why', () => {
    assert.ok(view.ask.length > 0);
    assert.match(view.askText.en, /^To find the cause[\s\S]*\n1\. /);
    assert.match(view.askText.de, /^Um die Ursache[\s\S]*\n1\. /);
    const count = (text: string) => text.match(/^\d+\. /gm)?.length;
    assert.equal(count(view.askText.en), view.ask.length);
    assert.equal(count(view.askText.de), view.ask.length);
    assert.ok(view.notChecked.length > 0);
    assert.ok(view.notChecked.every(({ reason, conditions }) => reason && conditions.every(({ title }) => title)));
    assert.equal(new Set(view.notChecked.map(({ reason }) => reason)).size, view.notChecked.length);
  });

  it('compares the clock of the capture with those of the servers', () => {
    assert.equal(view.clocks.length, 1);
    assert.match(view.clocks[0] ?? '', /\.saz: its clock/);
  });

  it('is forgotten when it is closed or the settings change', async () => {
    const other = await service();
    const refs = [await openSample(other, 'sync-internals-adele.txt'), await openSample(other, '.saz')];
    await other.call('caseFindings', { refs });
    assert.ok(await other.call('caseFile', { ref: refs[0] }));
    await other.call('caseClose', null);
    assert.equal(await other.call('caseFile', { ref: refs[0] }), null);
    await other.call('caseFindings', { refs });
    await other.call('configure', { language: 'de', options: {} });
    assert.equal(await other.call('caseFile', { ref: refs[0] }), null);
  });

  it('speaks German', async () => {
    const german = await service('de');
    const refs = [await openSample(german, 'sync-internals-adele.txt'), await openSample(german, '.saz')];
    const shown = await german.call('caseFindings', { refs });
    assert.match(shown.verdict.text, /^Wahrscheinlichste Ursache: /);
    assert.match(shown.clocks[0] ?? '', /Uhr/);
  });

  it('reads the attachments of a zip file where they are', async () => {
    const parts = ['sync-internals-adele.txt', '.saz'].map(sampleBytes);
    const bytes = zipSync(Object.fromEntries(parts.map((part) => [`mail/${part.name}`, part.bytes])));
    const zipped = await service();
    const uri = 'file:///case/ticket.zip';
    const list = await zipped.call('open', { ref: { uri }, name: 'ticket.zip', source: { type: 'bytes', bytes } });
    assert.equal(list.editor, 'attachments');
    const refs: ArtifactRef[] = [];
    for (const { path, recognized } of list.editor === 'attachments' ? list.entries : []) {
      assert.ok(recognized, path);
      const ref = { uri, inner: [path] };
      await zipped.call('open', { ref, name: path, source: { type: 'bytes', bytes } });
      refs.push(ref);
    }
    const shown = await zipped.call('caseFindings', { refs });
    assert.equal(shown.verdict.finding, 'rms-not-activated');
    assert.deepEqual(
      shown.artifacts.map(({ name }) => name),
      parts.map(({ name }) => name),
    );
    const inner = refs.find((ref) => ref.inner?.[0]?.endsWith('.txt'));
    assert.ok((await zipped.call('caseFile', { ref: inner }))?.links.length);
  });
});

describe('the verdict', () => {
  it('is "not answerable" where nothing tells the state of sync', async () => {
    const on = await service();
    const listing = await openSample(on, 'dsregcmd-adele.txt');
    const shown = await on.call('caseFindings', { refs: [listing] });
    assert.equal(shown.verdict.kind, 'not-answerable', shown.verdict.text);
    assert.match(shown.verdict.text, /a dump or a capture does/);
  });

  it('is "nothing found" only where a dump tells the state', async () => {
    const on = await service();
    const dump = await openText(
      on,
      'sync-internals.txt',
      'Summary\nTransport State\tActive\nSync Feature Enabled\ttrue\nServer Connection\tOK\n',
    );
    const shown = await on.call('caseFindings', { refs: [dump] });
    assert.equal(shown.verdict.kind, 'healthy', JSON.stringify(shown.findings.map(({ id }) => id)));
  });
});

describe('the endpoint check', () => {
  it('names each documented endpoint with its state and the sessions that show it', async () => {
    const on = await service();
    const { endpoints } = await on.call('statistics', { ref: await openSample(on, '.saz') });
    assert.ok(endpoints);
    const rms = endpoints.find(({ host }) => host === 'api.aadrm.com');
    assert.ok(rms, endpoints.map(({ host }) => host).join());
    assert.equal(rms.stateText, 'refused');
    assert.equal(rms.mark, 'error');
    assert.equal(rms.query, 'host:api.aadrm.com');
    assert.ok(rms.sessions > 0 && /HTTP 4\d\d/.test(rms.detail), rms.detail);
    const marks = endpoints.map(({ mark }) => mark);
    assert.ok(marks.lastIndexOf('error') < marks.indexOf('passed'), 'trouble does not come first');
  });
});

describe('the report of a case', () => {
  it('tells the chain of evidence: what follows, how sure, and where it was seen', async () => {
    const on = await service();
    const refs = [await openSample(on, 'sync-internals-adele.txt'), await openSample(on, '.saz')];
    const report = await on.call('report', { refs, format: 'markdown' });
    const [, below = ''] = report.split('This explains:');
    assert.match(below, /^\n\n- .+ \(.+\): .*(?:line|session) \d+.*`/);
    assert.match(report, /Knowledge of \d{4}-\d\d-\d\d/);
  });

  it('says that the material cannot answer where that is so, to the engineer and to the customer', async () => {
    const on = await service();
    const refs = [await openSample(on, 'dsregcmd-adele.txt')];
    assert.match(
      await on.call('report', { refs, format: 'markdown' }),
      /Not answerable from this material\.\*\* Nothing/,
    );
    const customer = await on.call('report', { refs, format: 'customer' });
    assert.match(customer, /do not contain what we need/);
  });

  it('lists the moments of all files in one order of time', async () => {
    const on = await service();
    const refs = [await openSample(on, 'sync-internals-adele.txt'), await openSample(on, '.saz')];
    const { rows, skew } = await on.call('timeline', { refs });
    assert.ok(new Set(rows.map(({ artifact }) => artifact)).size === 2);
    assert.deepEqual(
      rows.map(({ time }) => time),
      rows.map(({ time }) => time).sort((a, b) => a - b),
    );
    assert.equal(skew.length, 1);
  });

  it('keeps the files of the open case when their editors close', async () => {
    const on = await service();
    const refs = [await openSample(on, 'sync-internals-adele.txt'), await openSample(on, '.saz')];
    await on.call('caseFindings', { refs });
    for (const ref of refs) await on.call('close', { ref });
    assert.ok((await on.call('report', { refs, format: 'markdown' })).length > 0);
    await on.call('caseClose', null);
    for (const ref of refs) await on.call('close', { ref });
    await assert.rejects(on.call('report', { refs, format: 'markdown' }));
  });
});

describe('a text for somebody else', () => {
  it('carries no name, address or secret, and the same pseudonym for the same person', async () => {
    const on = await service();
    await openSample(on, 'sync-internals-adele.txt');
    const header = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url');
    const token = `${header}.${Buffer.from('{"upn":"adele@contoso.example"}').toString('base64url')}.c2lnbmF0dXJlLXBsYW50ZWQ`;
    const text = JSON.stringify({
      note: `mail adele@contoso.example, Bearer ${token}, 10.1.2.3`,
      again: 'adele@contoso.example',
    });
    const redacted = await on.call('redactText', { text });
    assert.doesNotMatch(redacted, /adele|c2lnbmF0dXJl/i);
    const names = [...redacted.matchAll(/[\w.-]+@[\w.-]+/g)].map(([name]) => name);
    assert.ok(names.length >= 2 && new Set(names).size === 1, redacted);
    assert.equal(JSON.parse(redacted).again, names[0]);
  });
});
