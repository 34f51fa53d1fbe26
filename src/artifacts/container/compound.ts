/** Links beyond this value are marks: free, end of chain, table sectors (MS-CFB, section 2.1). */
const maxRegular = 0xfffffffa;
const noEntry = 0xffffffff;

/**
 * True when the tables of a compound file (MS-CFB) can be followed to an end: no chain of sectors and no tree of
 * folders leads back to itself, and the counts fit the file. A reader that trusts them would otherwise never stop.
 */
export function isSoundCompound(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) return false;
  const sectors = Math.ceil(bytes.length / 2 ** shift);
  const file = new Compound(view, shift, sectors);
  // Folders, FAT sectors, small FAT sectors and extension sectors cannot be more than there are sectors.
  if ([44, 64, 72].some((offset) => view.getUint32(offset, true) > sectors)) return false;
  const fat = file.fat();
  if (!fat || leadsBack(fat)) return false;
  const small = file.table(fat, view.getUint32(60, true));
  if (!small || leadsBack(small)) return false;
  const folders = file.chain(fat, view.getUint32(48, true));
  return folders !== undefined && !file.treeLeadsBack(folders);
}

class Compound {
  constructor(
    private readonly view: DataView,
    private readonly shift: number,
    private readonly sectors: number,
  ) {}

  /** Next-sector table, from the list in the header and its extension sectors; undefined when that list leads back. */
  fat(): Uint32Array | undefined {
    const places: number[] = [];
    for (let i = 0; i < 109; i++) places.push(this.view.getUint32(76 + i * 4, true));
    const perSector = 2 ** this.shift / 4;
    const seen = new Set<number>();
    for (let next = this.view.getUint32(68, true); next < maxRegular; ) {
      if (seen.has(next)) return undefined;
      seen.add(next);
      const sector = this.sector(next);
      places.push(...sector.subarray(0, perSector - 1));
      next = sector[perSector - 1] ?? noEntry;
    }
    const count = Math.min(this.view.getUint32(44, true), this.sectors);
    return this.join(places.filter((place) => place < maxRegular).slice(0, count));
  }

  /** Entries of a table that lies in a chain of sectors. */
  table(fat: Uint32Array, first: number): Uint32Array | undefined {
    const chain = this.chain(fat, first);
    return chain && this.join(chain);
  }

  /** Sectors of a chain; undefined when it leads back. */
  chain(fat: Uint32Array, first: number): number[] | undefined {
    const chain: number[] = [];
    for (let next = first; next < maxRegular; next = fat[next] ?? noEntry) {
      if (chain.length > this.sectors) return undefined;
      chain.push(next);
    }
    return chain;
  }

  /** True when a folder entry is reached twice: entries of 128 bytes with links to siblings and first child. */
  treeLeadsBack(chain: readonly number[]): boolean {
    const perSector = 2 ** this.shift / 128;
    const seen = new Set<number>();
    const open = [0];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const sector = chain[Math.floor(index / perSector)];
      if (sector === undefined) continue;
      if (seen.has(index)) return true;
      seen.add(index);
      const start = (sector + 1) * 2 ** this.shift + (index % perSector) * 128;
      for (const offset of [68, 72, 76]) {
        if (start + offset + 4 > this.view.byteLength) continue;
        const link = this.view.getUint32(start + offset, true);
        if (link < maxRegular) open.push(link);
      }
    }
    return false;
  }

  private join(sectors: readonly number[]): Uint32Array {
    const perSector = 2 ** this.shift / 4;
    const all = new Uint32Array(sectors.length * perSector);
    for (const [index, sector] of sectors.entries()) all.set(this.sector(sector), index * perSector);
    return all;
  }

  private sector(index: number): Uint32Array {
    const perSector = 2 ** this.shift / 4;
    const values = new Uint32Array(perSector).fill(noEntry);
    const start = (index + 1) * 2 ** this.shift;
    for (let i = 0; i < perSector && start + i * 4 + 4 <= this.view.byteLength; i++) {
      values[i] = this.view.getUint32(start + i * 4, true);
    }
    return values;
  }
}

/** True when following the table from some entry comes back to an entry on the way. */
function leadsBack(table: Uint32Array): boolean {
  const state = new Uint8Array(table.length);
  for (let first = 0; first < table.length; first++) {
    let at = first;
    while (at < table.length && state[at] === 0) {
      state[at] = 1;
      at = table[at] ?? noEntry;
    }
    if (at < table.length && state[at] === 1) return true;
    // Everything on this way ends; mark it so that other ways stop here.
    for (let done = first; done < table.length && state[done] === 1; done = table[done] ?? noEntry) state[done] = 2;
  }
  return false;
}
