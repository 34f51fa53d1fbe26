import type { Browser, Page } from 'playwright-core';

export interface SessionOptions {
  /** Folder of the extension under test. */
  extension: string;
  /** A packaged extension that is installed instead. */
  vsix?: string;
  host?: 'node' | 'web';
  workspace?: string;
  inPlace?: boolean;
  settings?: Record<string, unknown>;
  theme?: 'light' | 'dark' | 'hc-dark' | 'hc-light';
  viewport?: { width: number; height: number };
  /** Folder for pictures. */
  shots?: string;
  blockNetwork?: boolean;
  verbose?: boolean;
}

export interface Violation {
  where: string;
  what: string;
  stack?: string[];
}

export interface Session {
  readonly server: { readonly workspace: string; readonly pid: number; url(o?: { openFile?: string }): string; log(): string };
  readonly browser: Browser;
  readonly pages: Page[];
  newPage(): Promise<Page>;
  network(): {
    processLog: { kind: string; command?: string; host?: string; external?: boolean }[];
    proxyHits: { method: string; url: string }[];
    requests: { url: string; local: boolean }[];
  };
  violations(): Violation[];
  screenshot(page: Page, name: string): Promise<string>;
  screenshotAll(name: string): Promise<void>;
  close(): Promise<void>;
}

export function startSession(options: SessionOptions): Promise<Session>;
