import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { ServiceMessage } from './analysis/protocol';
import { activateFrontDoor, type TestApi } from './host/frontDoor';
import type { WorkerPort } from './host/workerPort';
import { analysisLimits } from './platform/nodeLimits';

/** Desktop and server: the analysis runs in a worker thread with a memory limit. */
export function activate(context: vscode.ExtensionContext): Promise<TestApi | undefined> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.cjs').fsPath;
  return activateFrontDoor(context, {
    kind: 'node',
    readsPaths: true,
    variable: (name) => process.env[name],
    startWorker: () => nodeWorker(script),
  });
}

function nodeWorker(script: string): WorkerPort {
  const worker = new Worker(script, { resourceLimits: analysisLimits });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.on('message', (message: ServiceMessage) => listener(message)),
    onExit: (listener) => {
      let reason = '';
      worker.on('error', (error) => {
        reason = error.message;
      });
      worker.on('exit', (code) => listener(reason || `exit code ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
