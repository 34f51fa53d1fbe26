/** A reading that several wait for: it goes on until the last of them has given up. */
export class SharedRead<T> {
  readonly result: Promise<T>;
  private readonly controller = new AbortController();
  private waiting = 0;
  private isDone = false;

  /** Begins to read. */
  constructor(read: (signal: AbortSignal) => Promise<T>) {
    this.result = read(this.controller.signal).then((value) => {
      this.isDone = true;
      return value;
    });
  }

  /** True when nobody waited any more: whoever asks now has to read anew. */
  get isGivenUp(): boolean {
    return this.controller.signal.aborted;
  }

  /** The result for one more who waits; without a signal nobody gives up. */
  join(signal?: AbortSignal): Promise<T> {
    this.waiting++;
    signal?.addEventListener('abort', () => this.leave(), { once: true });
    return this.result;
  }

  private leave(): void {
    if (--this.waiting === 0 && !this.isDone) this.controller.abort();
  }
}
