// Closes what is open when somebody stops the run: Ctrl+C, a closed terminal, a time limit.
const open = new Set();
const LIMIT = 10_000;
const codes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
let stopping = false;

async function stop(signal) {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(codes[signal]), LIMIT).unref(); // the reaper does the rest
  await Promise.allSettled([...open].map(close => close()));
  process.exit(codes[signal]);
}

/** Calls `close` before the process ends by a signal. Returns a function that takes this back. */
export function closeOnSignals(close) {
  if (!open.size) for (const signal of Object.keys(codes)) process.on(signal, stop);
  open.add(close);
  return () => {
    open.delete(close);
    if (!open.size && !stopping) for (const signal of Object.keys(codes)) process.removeListener(signal, stop);
  };
}
