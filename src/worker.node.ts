import './platform/nodePriority';
import { parentPort } from 'node:worker_threads';
import type { ServiceRequest } from './analysis/protocol';
import { AnalysisService } from './analysis/service';
import { nodePlatform, openFile } from './platform/node';

/** Entry of the worker thread on the desktop. */
const port = parentPort;
if (port) {
  const service = new AnalysisService({ platform: nodePlatform, openPath: openFile }, (message, transfer) =>
    port.postMessage(message, [...transfer]),
  );
  port.on('message', (request: ServiceRequest) => void service.receive(request));
}
