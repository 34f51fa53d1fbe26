import * as vscode from 'vscode';
import type { ServiceMessage } from './analysis/protocol';
import { activateFrontDoor, type TestApi } from './host/frontDoor';
import type { WorkerPort } from './host/workerPort';

/** Browser: the analysis runs in a web worker. */
export function activate(context: vscode.ExtensionContext): Promise<TestApi | undefined> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'worker.js').toString(true);
  return activateFrontDoor(context, {
    kind: 'web',
    readsPaths: false,
    variable: () => undefined,
    startWorker: () => webWorker(script),
  });
}

function webWorker(script: string): WorkerPort {
  const worker = new Worker(script);
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) =>
      worker.addEventListener('message', (event: MessageEvent<ServiceMessage>) => listener(event.data)),
    onExit: (listener) => worker.addEventListener('error', (event) => listener(event.message || 'error')),
    terminate: () => worker.terminate(),
  };
}
