import { type Language, type Message, type MessageArgs, type MessageKey, message, text } from '../text';

/** Speaks to one reader: renders messages, numbers, sizes and moments in the reader's language. */
export class Words {
  private readonly numbers: Intl.NumberFormat;
  private readonly dates: Intl.DateTimeFormat;

  constructor(readonly language: Language) {
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    this.numbers = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-US');
    this.dates = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  }

  t(key: MessageKey, args?: MessageArgs): string {
    return text(message(key, args), this.language);
  }

  render(value: Message): string {
    return text(value, this.language);
  }

  number(value: number): string {
    return this.numbers.format(value);
  }

  /** A size in bytes, exact below 10 000, else in KB or MB. */
  size(bytes: number): string {
    if (bytes < 0) return '';
    if (bytes < 10_000) return `${this.number(bytes)} B`;
    if (bytes < 1_000_000) return `${this.number(Math.round(bytes / 100) / 10)} KB`;
    return `${this.number(Math.round(bytes / 100_000) / 10)} MB`;
  }

  /** "22 Nov 2026" of a moment, in a zone given in minutes east of UTC. */
  date(time: number, offset = 0): string {
    return isMoment(time) ? this.dates.format(time + offset * 60_000) : '';
  }

  /** "09:12:31.207"; without milliseconds when `digits` is 0. */
  clock(time: number, offset = 0, digits: 0 | 3 = 0): string {
    if (!isMoment(time)) return '';
    const iso = new Date(time + offset * 60_000).toISOString();
    return iso.slice(11, digits === 3 ? 23 : 19);
  }

  /** "22 Nov 2026 09:12:31". */
  moment(time: number, offset = 0, digits: 0 | 3 = 0): string {
    return isMoment(time) ? `${this.date(time, offset)} ${this.clock(time, offset, digits)}` : '';
  }

  /** "UTC+1", "UTC-3:30". */
  zone(offset: number): string {
    if (offset === 0) return 'UTC';
    const minutes = Math.abs(offset);
    const rest = minutes % 60;
    return `UTC${offset < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
  }

  /** A duration in words of two units at most: "5 min 1 s", "212 ms", "2 d 3 h". */
  duration(milliseconds: number): string {
    const total = Math.abs(milliseconds);
    if (total < 1000) return `${this.number(Math.round(total * 10) / 10)} ms`;
    const seconds = Math.round(total / 1000);
    const units: [number, string][] = [
      [86_400, 'd'],
      [3600, 'h'],
      [60, 'min'],
      [1, 's'],
    ];
    const first = units.findIndex(([size]) => seconds >= size);
    let rest = seconds;
    const parts: string[] = [];
    for (const [size, name] of units.slice(first, first + 2)) {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (count) parts.push(`${count} ${name}`);
    }
    return parts.join(' ');
  }
}

function isMoment(time: number): boolean {
  return Number.isFinite(time) && Math.abs(time) < 8.64e15;
}
