import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { ServiceRequest } from './analysis/protocol';
import { AnalysisService } from './analysis/service';
import { nodePlatform, openFile } from './platform/node';

/** Entry of the worker thread on the desktop. */
const port = parentPort;
if (port) {
  letOthersFirst();
  const service = new AnalysisService({ platform: nodePlatform, openPath: openFile }, (message, transfer) =>
    port.postMessage(message, [...transfer]),
  );
  port.on('message', (request: ServiceRequest) => void service.receive(request));
}

/**
 * Where threads have priorities of their own (Linux), this one steps back: on a machine with few processors the thread
 * of all extensions would else wait for it, which everybody at the keyboard feels.
 */
function letOthersFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').pop());
    setPriority(thread, 10);
  } catch {
    // Without it the analysis only is a little less polite.
  }
}
