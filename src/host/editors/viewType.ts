/** Our editor for a file, by its name; the editor itself shows any other kind that the content turns out to be. */
export function viewTypeFor(name: string): string {
  const lower = name.toLowerCase();
  if (/\.saz$/.test(lower)) return 'edgeSync.capture';
  if (/\.(har|gz)$/.test(lower)) return 'edgeSync.captureOption';
  if (/\.(zip|eml|msg)$/.test(lower)) return 'edgeSync.attachments';
  if (/^sync-data-dump-.*\.csv$/.test(lower) || /sync-internals.*\.(txt|json|html?|mhtml|log)$/.test(lower)) {
    return 'edgeSync.dump';
  }
  return 'edgeSync.dumpOption';
}
