import type { ServiceRequest } from './analysis/protocol';
import { AnalysisService } from './analysis/service';
import { webPlatform } from './platform/web';

/** Entry of the web worker. */
const service = new AnalysisService({ platform: webPlatform }, (message, transfer) =>
  postMessage(message, { transfer: [...transfer] }),
);
addEventListener('message', (event: MessageEvent<ServiceRequest>) => void service.receive(event.data));
