import assert from 'node:assert/strict';
import { runOn } from '../fixtures/commandLine';
import { plantedCapture, plantedDumps, plantedNeighbors, SecretPlanter } from '../fixtures/plantedSecrets';
import { secretFields } from '../fixtures/secretFields';

const plant = new SecretPlanter();
const capture = plantedCapture(plant);
const later = plantedCapture(plant);
const dumps = plantedDumps(plant);
const neighbors = plantedNeighbors(plant);
const fields = secretFields(plant);
const refreshToken = plant.secret('asked refresh token');
const signature = plant.token('asked token');
const files = new Map<string, Uint8Array>(
  [capture, { ...later, name: 'later.saz' }, fields, ...dumps, ...neighbors].map(({ name, bytes }) => [name, bytes]),
);
const asked = new TextEncoder().encode(
  `Authorization: Bearer ${signature}\nx-ms-RefreshTokenCredential: ${plant.prtCookie('asked')}\n`,
);
files.set('asked.txt', asked);
files.set('asked.json', new TextEncoder().encode(JSON.stringify({ refresh_token: refreshToken, id_token: signature })));

/** Runs a command and gives back everything it says. */
const run = (...args: string[]) => runOn({ ...Object.fromEntries(files), '-': asked }, ...args);

async function hidden(...args: string[]): Promise<string> {
  const { status, said } = await run(...args);
  assert.equal(status, 0, `${args.join(' ')}: ${said}`);
  assert.deepEqual(plant.leaks(said), [], args.join(' '));
  return said;
}

const parts = ['request', 'response', 'token', 'license', 'sync', 'timing'] as const;

describe('secrets on the command line', () => {
  for (const format of ['text', 'json', 'sarif', 'markdown']) {
    it(`findings as ${format}`, async () => {
      for (const language of ['en', 'de']) {
        const said = await hidden('findings', ...files.keys(), '--format', format, '--lang', language);
        assert.ok(said.length > 100);
      }
      for (const name of files.keys()) await hidden('findings', name, '--format', format);
    });
  }

  for (const format of ['text', 'json']) {
    it(`sessions as ${format}`, async () => {
      assert.match(await hidden('sessions', 'planted.saz', '--format', format), /login\.microsoftonline\.com/);
    });

    it(`every part of every session as ${format}`, async () => {
      for (const session of ['1', '2', '3', '4']) {
        for (const part of parts) {
          await hidden('show', 'planted.saz', session, '--part', part, '--format', format);
        }
      }
    });

    it(`a secret in every field of a session as ${format}`, async () => {
      const { said } = await run('sessions', 'fields.saz', '--format', 'json');
      const { sessions } = JSON.parse(said) as { sessions: { sid: number }[] };
      assert.ok(sessions.length >= 16);
      await hidden('sessions', 'fields.saz', '--format', format);
      for (const { sid } of sessions) {
        for (const part of parts) await hidden('show', 'fields.saz', String(sid), '--part', part, '--format', format);
      }
    });

    it(`decode as ${format}`, async () => {
      for (const name of [...neighbors.map(({ name }) => name), 'asked.txt', 'asked.json', 'dump.txt']) {
        await hidden('decode', name, '--format', format);
      }
      assert.match(await hidden('decode', '--format', format), /aadrm/);
    });

    it(`knowledge as ${format}`, async () => {
      assert.ok((await hidden('knowledge', '--format', format)).length > 100);
    });
  }

  it('compare in every format', async () => {
    for (const format of ['text', 'json', 'markdown']) {
      await hidden('compare', 'planted.saz', 'later.saz', '--format', format);
      await hidden('compare', 'planted.saz', 'fields.saz', '--format', format);
      for (const { name } of [...dumps, ...neighbors].filter((one) => !one.name.endsWith('.eml'))) {
        await hidden('compare', name, name, '--format', format);
      }
    }
  });

  it('shows what is asked for with --reveal', async () => {
    const shown = async (...args: string[]) => plant.leaks((await run(...args)).said);
    for (const format of ['text', 'json']) {
      const request = await shown('show', 'planted.saz', '1', '--part', 'request', '--reveal', '--format', format);
      for (const place of ['Cookie', 'form: refresh_token', 'form: password', 'Authorization: signature']) {
        assert.ok(request.includes(place), `${format}: ${place}`);
      }
      const token = await shown('show', 'planted.saz', '1', '--part', 'token', '--reveal', '--format', format);
      assert.ok(token.includes('PRT cookie: refresh_token'), format);
      const sync = await shown('show', 'planted.saz', '3', '--part', 'sync', '--reveal', '--format', format);
      assert.ok(sync.includes('sync commit: title'), `${format}: ${sync.join()}`);
      assert.deepEqual(await shown('decode', 'asked.txt', '--reveal', '--format', format), ['asked: refresh_token']);
    }
  });

  it('tells failures without the secrets of what failed', async () => {
    files.set('broken.saz', new TextEncoder().encode(`PK\u0003\u0004${plant.token('broken')}`));
    for (const command of ['findings', 'sessions', 'decode']) {
      assert.deepEqual(plant.leaks((await run(command, 'broken.saz')).said), [], command);
    }
    files.delete('broken.saz');
  });
});
