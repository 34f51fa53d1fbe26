/** A reading that several wait for: it goes on until the last of them has given up. */
export class SharedRead<T> {
  readonly result: Promise<T>;
  private readonly controller = new AbortController();
  private waiting = 0;

  /** Begins to read. */
  constructor(read: (signal: AbortSignal) => Promise<T>) {
    this.result = read(this.controller.signal);
  }

  /** True when nobody waited any more: whoever asks now has to read anew. */
  get isGivenUp(): boolean {
    return this.controller.signal.aborted;
  }

  /** The result for one more who waits; without a signal nobody gives up. */
  async join(signal?: AbortSignal): Promise<T> {
    this.waiting++;
    const leave = () => {
      if (--this.waiting === 0) this.controller.abort();
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await this.result;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }
}
