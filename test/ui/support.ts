// What the UI tests share: a window on the sample case, and the ways a user drives our editors.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AxeViolation, axeViolations } from '../vscode/lib/axe.mjs';
import { type Session, startSession } from '../vscode/lib/session.mjs';
import type { Frame, Page } from '../vscode/lib/ui.mjs';
import { openFile, openWindow, until, webviewFrame } from '../vscode/lib/ui.mjs';

export {
  gotoLine,
  notifications,
  problems,
  runCommand,
  setTheme,
  until,
  webviewFrame,
} from '../vscode/lib/ui.mjs';
export type { Frame, Page, Session };

const root = path.join(import.meta.dirname, '..', '..');
export const host = process.env.EDGE_SYNC_HOST === 'web' ? 'web' : 'node';
const vsix = process.env.EDGE_SYNC_VSIX && path.resolve(process.env.EDGE_SYNC_VSIX);
/** Names of pictures begin with it. */
export const variant = vsix ? 'vsix' : host;
/** Theme names; the first run takes all, the others one of each kind. */
export const themes: readonly string[] =
  variant === 'node' ? ['dark', 'light', 'hc-dark', 'hc-light'] : ['light', 'hc-dark'];

/** A limit for what reads a large file; like every limit here, it only ends what hangs. */
export const long = 600_000;
/** Milliseconds that Playwright waits for an element or an action. */
const patience = 60_000;

export const caseFolder = path.join(root, 'samples', 'contoso-case');

export interface Window {
  readonly session: Session;
  readonly page: Page;
}

/** A VS Code window on a copy of the sample case. Close the session when done. */
export async function openCase(
  options: {
    theme?: 'dark' | 'light' | 'hc-dark' | 'hc-light';
    workspace?: string;
    settings?: Record<string, unknown>;
  } = {},
): Promise<Window> {
  const session = await startSession({
    extension: root,
    host,
    workspace: options.workspace ?? caseFolder,
    theme: options.theme ?? 'dark',
    shots: path.join(root, 'out', 'shots'),
    viewport: { width: 1440, height: 900 },
    ...(vsix ? { vsix } : {}),
    ...(options.settings ? { settings: options.settings } : {}),
  });
  try {
    const page = await openWindow(session);
    page.setDefaultTimeout(patience);
    return { session, page };
  } catch (e) {
    await session.screenshotAll(`${variant}-failure-window`);
    await session.close();
    throw e;
  }
}

/** A test step that leaves a picture behind when it fails. */
export function step(title: string, window: () => Window, f: () => Promise<void>): void {
  it(title, async () => {
    try {
      await f();
    } catch (e) {
      await window().session.screenshotAll(`${variant}-failure-${title.replace(/\W+/g, '-').slice(0, 50)}`);
      throw e;
    }
  });
}

/**
 * Gives the tests of a describe block a window on a folder with these files; it opens before them and goes after them.
 * `here` defines a step in it.
 */
export function windowOn(
  files: () => Readonly<Record<string, string | Uint8Array>> | Promise<Readonly<Record<string, string | Uint8Array>>>,
  settings?: Record<string, unknown>,
): { readonly here: (title: string, f: (window: Window) => Promise<void>) => void; readonly window: () => Window } {
  let window: Window | undefined;
  let folder: string | undefined;
  const now = () => {
    if (!window) throw new Error('the window is not open');
    return window;
  };
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'edge-sync-ui-'));
    for (const [name, content] of Object.entries(await files())) writeFileSync(path.join(folder, name), content);
    window = await openCase({ workspace: folder, ...(settings ? { settings } : {}) });
  });
  after(async () => {
    await window?.session.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
  return { here: (title, f) => step(title, now, () => f(now())), window: now };
}

/** Opens a file of the case and waits until our page shows more than its frame, and has read and judged all of it. */
export async function openEditor(page: Page, name: string, ready: string): Promise<Frame> {
  await openFile(page, name);
  const frame = await webviewFrame(page);
  await frame.locator(ready).first().waitFor({ timeout: long });
  // The first rows of a capture are there before its findings.
  await until('the file is read', async () => (await frame.locator('.pbar').count()) === 0, long);
  return frame;
}

/** Names of the elements that show an editor's content. */
export const ready = {
  capture: '[role=grid] [role=row][aria-selected]',
  dump: '[role=option], [role=listbox], .dt',
} as const;

/** Violations as readable lines; an empty list is what we want. */
export async function axe(page: Page): Promise<string[]> {
  const found: AxeViolation[] = await axeViolations(page);
  return found.flatMap((v) =>
    v.nodes.map((n) => `${v.id} (${v.impact}): ${n.target}: ${n.summary.replace(/\s+/g, ' ')}`),
  );
}

/** What has the focus in our page: role, name and text, as a screen reader would tell. */
export function focused(frame: Frame): Promise<{ role: string; name: string; text: string; active: string }> {
  return frame.evaluate(() => {
    const element = document.activeElement;
    const active = element?.getAttribute('aria-activedescendant');
    return {
      role: element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? '',
      name: element?.getAttribute('aria-label') ?? '',
      text: (element?.textContent ?? '').trim().slice(0, 200),
      active: (active ? document.getElementById(active)?.textContent : '') ?? '',
    };
  });
}

/**
 * Waits until the page has drawn what the last key led to: its handlers have run when the press is over, and what they set
 * off is drawn within two frames. A cursor on a row that is not loaded yet is waited for.
 */
export async function settled(frame: Frame): Promise<void> {
  const drawn = () =>
    frame.evaluate(
      () =>
        new Promise<boolean>((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true))));
        }),
    );
  await drawn();
  await until('what the cursor is on', () =>
    frame.evaluate(() => {
      const active = document.activeElement?.getAttribute('aria-activedescendant');
      return !active || Boolean(document.getElementById(active)?.textContent);
    }),
  );
  await drawn();
}

/** Presses a key until the focus is where `there` says; fails after `most` presses. */
export async function pressUntil(
  page: Page,
  frame: Frame,
  key: string,
  there: (at: { role: string; name: string; text: string; active: string }) => boolean,
  most = 40,
): Promise<void> {
  const seen: string[] = [];
  for (let i = 0; i <= most; i++) {
    const at = await focused(frame);
    if (there(at)) return;
    seen.push(`${at.role} ${at.name}`.trim());
    await page.keyboard.press(key);
    await settled(frame);
  }
  throw new Error(`${key} did not lead there; it passed ${seen.join(' > ')}`);
}

/** The question whether an address may be opened: its text, after which it is answered with Cancel. */
export async function externalLinkAsked(page: Page): Promise<string> {
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  const text = (await dialog.textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  return text;
}

/** Name of a file of the case that fits. */
export async function nameInCase(session: Session, pattern: RegExp): Promise<string> {
  const found = readdirSync(session.server.workspace).find((f) => pattern.test(f));
  if (!found) throw new Error(`no file fits ${pattern} in the sample case`);
  return found;
}
