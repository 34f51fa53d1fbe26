import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';

/*
 * The thread of a worker steps back as soon as this is loaded, which is therefore to be imported first: loading the rest
 * takes a while, too. Where threads have priorities of their own (Linux) and processors are few, the thread of all
 * extensions would else wait for it, which everybody at the keyboard feels.
 */
if (!isMainThread && process.platform === 'linux') {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').pop());
    setPriority(thread, 10);
  } catch {
    // Without it the analysis only is a little less polite.
  }
}
