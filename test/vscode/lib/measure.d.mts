import type { Frame, Page } from 'playwright-core';

export function measureFirstPaint(page: Page, action: () => Promise<unknown>, selector?: string): Promise<{ documentStart: number; firstContentfulPaint?: number; selectorShown: number }>;
export function measureScroll(frame: Frame, selector: string, options?: { step?: number; frames?: number; warmUp?: number }): Promise<{ frames: number; p50: number; p95: number; max: number; over20ms: number; longTasks: number[] }>;
export function percentile(sorted: number[], p: number): number;
