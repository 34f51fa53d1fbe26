import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import type { Session } from './session.mjs';

export type { Frame, FrameLocator, Locator, Page };

export function until<T>(what: string, f: () => T | Promise<T>, ms?: number): Promise<Exclude<T, false | null | undefined>>;
export function openWindow(session: Session): Promise<Page>;
export function quickOpen(page: Page, text: string): Promise<Locator>;
export function openFile(page: Page, name: string): Promise<void>;
export function runCommand(page: Page, title: string): Promise<void>;
export function gotoLine(page: Page, line: number, column?: number): Promise<void>;
export function webview(page: Page): FrameLocator;
export function webviewFrame(page: Page): Promise<Frame>;
export function problems(page: Page, options?: { atLeast?: number }): Promise<string[]>;
export function quickFix(page: Page, o: { line: number; column: number; title: string }): Promise<void>;
export function saveFile(session: Session, page: Page, name: string, test: (text: string) => boolean): Promise<string>;
export function setTheme(page: Page, name: string): Promise<void>;
export function notifications(page: Page): Promise<string[]>;
