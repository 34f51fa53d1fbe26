import { type Language, type MessageArgs, type MessageKey, message, text } from '../../text';
import { momentText } from '../writers/har';
import type { CaptureFigures } from './figures';

const width = 960;
const left = 220;
const chartHeight = 120;
const rowHeight = 20;
/** Hosts that the chart shows. */
const mostHosts = 20;

/** Figures as a picture of their own: light ground, no links, no scripts, no fonts to load. */
export function statisticsSvg(figures: CaptureFigures, name: string, language: Language): string {
  const drawing = new Drawing(language);
  drawing.title(name, figures);
  drawing.columns(
    'analysis.chart.requests',
    figures,
    ({ count }) => count,
    ({ failed }) => failed,
  );
  drawing.columns('analysis.chart.bytes', figures, ({ bytes }) => bytes);
  drawing.rows(
    'analysis.chart.statuses',
    figures.statuses.map(({ status, count }) => ({
      label: status ? String(status) : drawing.t('analysis.noAnswer'),
      count,
      failed: status >= 400 || status === 0 ? count : 0,
    })),
  );
  const hosts = figures.hosts.slice(0, mostHosts);
  drawing.rows(
    'analysis.chart.hosts',
    hosts.map(({ host, count, failed }) => ({ label: host || '-', count, failed })),
  );
  return drawing.finish();
}

type Amount = (bucket: CaptureFigures['buckets'][number]) => number;

class Drawing {
  private readonly parts: string[] = [];
  private y = 28;
  private readonly numbers: Intl.NumberFormat;

  constructor(private readonly language: Language) {
    this.numbers = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-US');
  }

  t(key: MessageKey, args?: MessageArgs): string {
    return text(message(key, args), this.language);
  }

  title(name: string, figures: CaptureFigures): void {
    this.words(16, this.y, name, 'font-size="16" font-weight="600"');
    const { sessions, failed, blind, tunnels, first, last, offset } = figures;
    const counts = this.t('analysis.chart.summary', { sessions, failed, blind, tunnels });
    this.words(16, this.y + 20, counts);
    if (first !== undefined && last !== undefined) {
      this.words(16, this.y + 38, `${momentText(first, offset)} \u2013 ${momentText(last, offset)}`, 'fill="#555"');
    }
    this.y += 66;
  }

  /** A chart over time; what failed stands in front. */
  columns(title: MessageKey, { buckets, first, last, offset }: CaptureFigures, amount: Amount, failed?: Amount): void {
    if (buckets.length === 0) return;
    this.heading(title);
    const peak = Math.max(1, ...buckets.map(amount));
    const step = (width - 32) / buckets.length;
    const base = this.y + chartHeight;
    const path = (of: Amount) =>
      buckets
        .map((bucket, index) => {
          const tall = round((of(bucket) / peak) * chartHeight);
          return tall > 0 ? `M${round(16 + index * step)} ${base}v${-tall}h${round(step * 0.8)}v${tall}z` : '';
        })
        .join('');
    this.parts.push(`<path fill="#4a7ab5" d="${path(amount)}"/>`);
    if (failed) this.parts.push(`<path fill="#c4314b" d="${path(failed)}"/>`);
    this.parts.push(`<path stroke="#999" d="M16 ${base}H${width - 16}"/>`);
    this.words(16, this.y + 10, this.numbers.format(peak), 'fill="#555"');
    if (first !== undefined && last !== undefined) {
      const clock = (time: number) => momentText(time, offset).slice(11, 19);
      this.words(16, base + 16, clock(first), 'fill="#555"');
      this.words(width - 16, base + 16, clock(last), 'fill="#555" text-anchor="end"');
    }
    this.y = base + 40;
  }

  /** Bars with a label in front and their number behind. */
  rows(title: MessageKey, rows: readonly { label: string; count: number; failed: number }[]): void {
    if (rows.length === 0) return;
    this.heading(title);
    const most = Math.max(1, ...rows.map(({ count }) => count));
    const scale = (width - left - 90) / most;
    for (const { label, count, failed } of rows) {
      this.words(16, this.y + 14, label.length > 32 ? `${label.slice(0, 31)}…` : label);
      const bar = (amount: number, color: string) =>
        `<rect x="${left}" y="${this.y + 4}" width="${round(Math.max(1, amount * scale))}" height="12" fill="${color}"/>`;
      this.parts.push(bar(count, '#4a7ab5'));
      if (failed) this.parts.push(bar(failed, '#c4314b'));
      this.words(left + Math.max(1, count * scale) + 6, this.y + 14, this.numbers.format(count), 'fill="#555"');
      this.y += rowHeight;
    }
    this.y += 20;
  }

  finish(): string {
    const size = `width="${width}" height="${this.y}" viewBox="0 0 ${width} ${this.y}"`;
    return `<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12" fill="#1f1f1f">\n<rect width="100%" height="100%" fill="#fff"/>\n${this.parts.join('\n')}\n</svg>\n`;
  }

  private heading(title: MessageKey): void {
    this.words(16, this.y, this.t(title), 'font-weight="600"');
    this.y += 10;
  }

  private words(x: number, y: number, content: string, attributes = ''): void {
    this.parts.push(`<text x="${round(x)}" y="${y}"${attributes ? ` ${attributes}` : ''}>${escapeXml(content)}</text>`);
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(content: string): string {
  return content
    .replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
}
