import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { analysisLimits } from '../../../src/platform/nodeLimits';

/** Runs the rest of a program in a thread as the analysis has it: there `run` is awaited, here the thread is started. */
export async function inAnalysisThread(program: string, run: () => Promise<void>): Promise<void> {
  if (!isMainThread) return run();
  const worker = new Worker(fileURLToPath(program), { argv: process.argv.slice(2), resourceLimits: analysisLimits });
  await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
}
