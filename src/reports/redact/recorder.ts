import type { Place } from '../../artifacts/place';
import type { NotJudged, RedactClass, Replaced, Where } from './model';

/** Places listed per class: a report names examples, the count says the rest. */
const placesPerClass = 200;

/** Counts what was replaced and where. */
export class Recorder {
  private readonly found = new Map<RedactClass, { count: number; places: Place[]; seen: Set<string> }>();
  private readonly unjudged = new Set<NotJudged>();

  record(kind: RedactClass, where: Where): void {
    let entry = this.found.get(kind);
    if (!entry) {
      entry = { count: 0, places: [], seen: new Set() };
      this.found.set(kind, entry);
    }
    entry.count++;
    if (entry.places.length >= placesPerClass) return;
    const key = `${where.session ?? ''}\n${where.part ?? ''}\n${where.layers.join('\n')}`;
    if (entry.seen.has(key)) return;
    entry.seen.add(key);
    entry.places.push({ ...where });
  }

  notJudge(what: NotJudged): void {
    this.unjudged.add(what);
  }

  get replaced(): readonly Replaced[] {
    return [...this.found]
      .map(([kind, { count, places }]) => ({ class: kind, count, places }))
      .sort((a, b) => b.count - a.count || a.class.localeCompare(b.class));
  }

  get notJudged(): readonly NotJudged[] {
    return [...this.unjudged].sort();
  }
}
