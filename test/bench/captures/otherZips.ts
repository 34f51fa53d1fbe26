import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { open } from 'yauzl';

/* `node otherZips.mjs LIBRARY FILE`: reads the same entries with another library; prints milliseconds and peak memory. */
const [, , library, file = ''] = process.argv;
const started = performance.now();

function withYauzl(): Promise<number> {
  return new Promise((resolve, reject) => {
    let entries = 0;
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: { fileName: string }) => {
        if (!entry.fileName.startsWith('raw/') || entry.fileName === 'raw/') return zip.readEntry();
        zip.openReadStream(entry as Parameters<typeof zip.openReadStream>[0], (failure, stream) => {
          if (failure) return reject(failure);
          stream.on('data', () => undefined);
          stream.on('end', () => {
            entries++;
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}

function withFflate(): number {
  const files = unzipSync(readFileSync(file), { filter: ({ name }) => name.startsWith('raw/') && name !== 'raw/' });
  return Object.keys(files).length;
}

const entries = library === 'yauzl' ? await withYauzl() : withFflate();
const total = performance.now() - started;
process.stdout.write(JSON.stringify({ entries, total, peak: process.resourceUsage().maxRSS * 1024 }));
