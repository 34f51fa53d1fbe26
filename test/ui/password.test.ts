import assert from 'node:assert/strict';
import { nodePlatform } from '../../src/platform/node';
import { writeSaz } from '../../src/reports/writers/saz';
import { httpMessage, sazSession } from '../fixtures/saz';
import { aesProtection, zipCryptoProtection } from '../fixtures/zipProtection';
import { openFile } from '../vscode/lib/ui.mjs';
import { axe, type Frame, notifications, ready, until, variant, webviewFrame, windowOn } from './support';

const syncRequest = httpMessage([
  'POST https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Edge HTTP/1.1',
  'Host: edge.microsoft.com',
]);
const sessions = Array.from({ length: 30 }, () => sazSession({ request: syncRequest }));
const protections = { 'aes.saz': aesProtection('Passw0rd', 2), 'zipcrypto.saz': zipCryptoProtection('Passw0rd') };

describe(`captures with a password (${variant})`, () => {
  const { here } = windowOn(() =>
    Object.fromEntries(
      Object.entries(protections).map(([name, protect]) => [name, writeSaz(sessions, nodePlatform, { protect })]),
    ),
  );

  for (const name of Object.keys(protections)) {
    here(`${name} asks once, tells a wrong password in place, and opens by keyboard`, async ({ session, page }) => {
      await openFile(page, name);
      const frame = await webviewFrame(page);
      const field = frame.locator('input[type=password]');
      await field.waitFor();
      await focused(frame);
      assert.deepEqual(await axe(page), []);
      await page.keyboard.type('secret');
      await page.keyboard.press('Enter');
      const alert = frame.getByRole('alert').filter({ hasText: 'Wrong password' });
      await alert.waitFor();
      await session.screenshot(page, `${variant}-password-${name}`);
      await focused(frame);
      assert.deepEqual(await notifications(page), []);
      // The wrong one is selected, so that typing replaces it.
      await page.keyboard.type('Passw0rd');
      await page.keyboard.press('Enter');
      await until('all sessions', async () => {
        const count = await frame.locator('[role=grid]').getAttribute('aria-rowcount');
        return Number(count) > sessions.length;
      });
      assert.ok(await frame.locator(ready.capture).count());
      // Coming back to it, nothing is asked again.
      await openFile(page, name === 'aes.saz' ? 'zipcrypto.saz' : 'aes.saz');
      await openFile(page, name);
      const again = await webviewFrame(page);
      await again.locator(ready.capture).first().waitFor();
      assert.equal(await again.locator('input[type=password]').count(), 0);
      assert.deepEqual(await notifications(page), []);
    });
  }
});

/** Waits until the password field has the focus, as a user who types expects. */
async function focused(frame: Frame): Promise<void> {
  await until('the focus in the field', () => frame.evaluate(() => document.activeElement?.id === 'password'));
}
