import type { ServiceMessage, ServiceRequest } from '../analysis/protocol';

/** A started worker, whatever the host runs on. */
export interface WorkerPort {
  post(message: ServiceRequest, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: ServiceMessage) => void): void;
  /** Called once when the worker ended, with the reason in technical words. */
  onExit(listener: (reason: string) => void): void;
  terminate(): void;
}

/** What differs between the desktop and the browser. */
export interface HostEnvironment {
  readonly kind: 'node' | 'web';
  startWorker(): WorkerPort;
  /** True where the worker can read files by path. */
  readonly readsPaths: boolean;
  /** Value of an environment variable used in development; undefined on the web. */
  variable(name: string): string | undefined;
}
