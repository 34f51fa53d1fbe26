import type {
  Body,
  Capture,
  CaptureForm,
  Certificate,
  ReadOptions,
  Session,
  SessionDetail,
  SessionPart,
  WebSocketMessage,
} from '../../artifacts/capture/model';

/** A capture of which only rows are known yet. Whatever else is asked of it waits until the file is read. */
export class LoadingCapture implements Capture {
  readonly kind = 'capture';
  readonly password = 'none';
  readonly writer = '';
  readonly problems = [];

  constructor(
    readonly id: string,
    readonly form: CaptureForm,
    readonly sessions: readonly Session[],
    private readonly whole: Promise<Capture>,
  ) {}

  async detail(key: number, options?: ReadOptions): Promise<SessionDetail> {
    return (await this.whole).detail(key, options);
  }

  async body(key: number, part: SessionPart, options?: ReadOptions): Promise<Body> {
    return (await this.whole).body(key, part, options);
  }

  async raw(key: number, part: SessionPart, options?: ReadOptions): Promise<Uint8Array> {
    return (await this.whole).raw(key, part, options);
  }

  async webSocketMessages(key: number, options?: ReadOptions): Promise<readonly WebSocketMessage[]> {
    return (await this.whole).webSocketMessages(key, options);
  }

  async certificates(key: number): Promise<readonly Certificate[]> {
    return (await this.whole).certificates(key);
  }

  /** The file belongs to the one that is being read. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
