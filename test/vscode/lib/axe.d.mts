import type { Page } from 'playwright-core';

export interface AxeViolation {
  id: string;
  impact: string;
  help: string;
  nodes: { target: string; summary: string }[];
}
export function axeViolations(page: Page, options?: { runOnly?: string[]; rules?: Record<string, { enabled: boolean }> }): Promise<AxeViolation[]>;
