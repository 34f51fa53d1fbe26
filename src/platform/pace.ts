import type { Platform } from './platform';

/** Longest stretch of work without a pause, in milliseconds. */
const stretch = 10;

/** Cuts long work into stretches, so that messages (one that cancels it, say) get through between them. */
export class Pace {
  private since = performance.now();

  constructor(private readonly platform: Pick<Platform, 'pause'>) {}

  get isDue(): boolean {
    return performance.now() - this.since > stretch;
  }

  async pause(): Promise<void> {
    await this.platform.pause();
    this.since = performance.now();
  }
}
