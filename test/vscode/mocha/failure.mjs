// What remains of a failed test when the log has scrolled by: its title and the lines that say why.
const most = 8;
const longest = 300;

/** First lines of a text that say something; the line with the seed of a property test always stays. */
function firstLines(text, count) {
  const lines = String(text).split('\n').map(line => line.trimEnd()).filter(line => line.trim() && !line.startsWith('Hint:'));
  const seed = lines.slice(count).find(line => /\bseed:/.test(line));
  return [...lines.slice(0, count), ...(seed ? [seed] : [])].map(line => (line.length > longest ? `${line.slice(0, longest)}…` : line));
}

/** The frame of a stack that lies in a test, else the first one outside Node and packages. */
function place(error) {
  const frames = String(error?.stack ?? '').split('\n').filter(line => /^\s+at /.test(line) && !/node_modules|node:/.test(line));
  return (frames.find(line => /\.test\.[mc]?[jt]s/.test(line)) ?? frames[0])?.trim();
}

/** @returns {{ title: string, lines: string[] }}  for a failed test and what it threw (a property test: with its cause) */
export function failure(title, error) {
  const text = e => (e instanceof Error || e?.message ? e.message || e.name : e);
  const cause = error?.cause;
  const at = place(cause ?? error) ?? place(error);
  return {
    title,
    lines: [
      ...firstLines(text(error) ?? 'no error was given', most),
      ...(cause ? firstLines(`caused by: ${text(cause)}`, most) : []),
      ...(at ? [at] : []),
    ],
  };
}
