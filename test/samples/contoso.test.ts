import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { Body, Capture } from '../../src/artifacts/capture/model';
import { openSaz } from '../../src/artifacts/capture/saz/openSaz';
import { readArtifacts } from '../../src/artifacts/read';
import { decodeEndUserLicense, decodeLicenseRequest, licenseChecks } from '../../src/decoders/license';
import { decodeSyncMessage } from '../../src/decoders/syncMessage';
import { diagnose } from '../../src/diagnosis';
import { memorySource } from '../../src/platform/memory';
import { nodePlatform } from '../../src/platform/node';
import { contosoCase } from '../fixtures/contoso';
import { adele } from '../fixtures/contoso/story';

const folder = join(import.meta.dirname, '..', '..', 'samples', 'contoso-case');

function committed(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)));
}

async function open(bytes: Uint8Array): Promise<Capture> {
  return openSaz(memorySource(bytes), { id: 'contoso', platform: nodePlatform });
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

describe('the sample ticket', () => {
  for (const { name, bytes } of contosoCase().filter((file) => !file.name.endsWith('.saz'))) {
    it(`holds ${name} as the generator makes it`, () => {
      assert.equal(text(committed(name)).replaceAll('\r\n', '\n'), text(bytes).replaceAll('\r\n', '\n'));
    });
  }

  it('holds the capture as the generator makes it, compared by decoded content', async () => {
    const made = await open(contosoCase().find(({ name }) => name.endsWith('.saz'))?.bytes ?? new Uint8Array(0));
    const kept = await open(committed('contoso-adele-edge.saz'));
    assert.equal(kept.sessions.length, made.sessions.length);
    assert.equal(kept.writer, made.writer);
    for (const [index, session] of made.sessions.entries()) {
      const own = kept.sessions[index];
      assert.ok(own);
      assert.deepEqual(
        { ...own, responseBytes: 0, requestBytes: 0 },
        { ...session, responseBytes: 0, requestBytes: 0 },
      );
      for (const part of ['request', 'response'] as const) {
        const left: Body = await kept.body(own.key, part);
        const right: Body = await made.body(session.key, part);
        assert.deepEqual(left.layers, right.layers);
        assert.ok(Buffer.from(left.bytes).equals(Buffer.from(right.bytes)), `${session.key} ${part}`);
      }
    }
  });

  it('looks like a capture of Fiddler Classic', async () => {
    const capture = await open(committed('contoso-adele-edge.saz'));
    assert.match(capture.writer, /5\.0\.20253/);
    assert.ok(capture.sessions.length >= 120);
    assert.deepEqual(capture.problems, []);
    assert.ok(capture.sessions.some(({ key, sid }) => key !== sid));
    assert.ok(
      capture.sessions.some(
        ({ isBlindTunnel, host }) => isBlindTunnel && host.endsWith('cloudmessaging.edge.microsoft.com'),
      ),
    );
    assert.ok(capture.sessions.some(({ isTunnel, isBlindTunnel }) => isTunnel && !isBlindTunnel));
  });

  it('carries a license that passes every check and fits the token', async () => {
    const capture = await open(committed('contoso-adele-edge.saz'));
    const refused = capture.sessions.find(({ host, status }) => host === 'api.aadrm.com' && status === 400);
    assert.ok(refused);
    const request = decodeLicenseRequest(text((await capture.body(refused.key, 'request')).bytes), nodePlatform);
    assert.ok(request?.license);
    const checks = licenseChecks(request.license, { tokenTenant: adele.tenant, time: refused.started });
    assert.deepEqual(
      checks.filter(({ state }) => state === 'failed' || state === 'warning'),
      [],
    );
    assert.equal(request.license.certificates.length, 6);
    const answer = decodeEndUserLicense(text((await capture.body(refused.key, 'response')).bytes));
    assert.equal(answer?.error?.condition, 'rms-not-activated');
  });

  it('carries tokens whose signature fits a key of the same capture', async () => {
    const capture = await open(committed('contoso-adele-edge.saz'));
    const discovery = capture.sessions.find(({ path }) => path.includes('/discovery/keys'));
    assert.ok(discovery);
    const keys: JSONWebKeySet = JSON.parse(text((await capture.body(discovery.key, 'response')).bytes));
    assert.equal(keys.keys.length, 2);
    for (const sid of [23, 26]) {
      const session = capture.sessions.find((candidate) => candidate.sid === sid);
      assert.ok(session?.started);
      const { requestHeaders } = await capture.detail(session.key);
      const token = requestHeaders.find(({ name }) => name === 'Authorization')?.value.split(' ')[1] ?? '';
      const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { currentDate: new Date(session.started) });
      assert.equal(payload['tid'], adele.tenant);
      assert.equal(payload['upn'], adele.mail);
    }
  });

  it('carries sync messages that decode without rest, one of them a partial failure', async () => {
    const capture = await open(committed('contoso-adele-edge.saz'));
    let failures = 0;
    for (const session of capture.sessions.filter(({ path }) => path.includes('/syncEntities/command/'))) {
      for (const direction of ['request', 'response'] as const) {
        const { bytes } = await capture.body(session.key, direction);
        const decoded = decodeSyncMessage(bytes, direction, nodePlatform, {});
        assert.ok(decoded, `${session.sid} ${direction}`);
        assert.equal(decoded.unknownFields, 0, `${session.sid} ${direction}`);
        if (JSON.stringify(decoded.error ?? '').includes('PARTIAL_FAILURE')) failures++;
      }
    }
    assert.equal(failures, 1);
  });

  it('is diagnosed as one cause with its consequences', async () => {
    const artifacts = [];
    for (const { name } of contosoCase()) {
      artifacts.push(
        ...(await readArtifacts(memorySource(committed(name), name), { id: name, name, platform: nodePlatform })),
      );
    }
    const { findings, chain } = await diagnose(artifacts, { platform: nodePlatform });
    assert.equal(findings[0]?.id, 'rms-not-activated');
    assert.deepEqual(findings[0]?.causedBy, []);
    const of = (id: string) => findings.find((finding) => finding.id === id);
    assert.ok(of('crypto-error')?.causedBy.includes('rms-not-activated'));
    assert.ok(of('license-access-not-granted')?.causedBy.includes('rms-not-activated'));
    assert.equal(of('crypto-error')?.evidence.length, 18);
    assert.equal(of('identity-last-token-error')?.history, true);
    assert.equal(of('identity-last-token-error')?.severity, 'warning');
    assert.deepEqual(
      findings.filter(({ severity, causedBy }) => severity === 'error' && causedBy.length === 0).map(({ id }) => id),
      ['rms-not-activated'],
    );
    assert.deepEqual(
      chain.map(({ step, state }) => [step, state]),
      [
        ['token', 'passed'],
        ['license', 'failed'],
        ['feeds', 'passed'],
        ['messaging', 'not-decrypted'],
      ],
    );
  });
});
