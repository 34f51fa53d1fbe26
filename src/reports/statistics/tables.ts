import type { Session } from '../../artifacts/capture/model';
import { type Language, type MessageArgs, type MessageKey, message, text } from '../../text';
import { escapeMarkdown } from '../markdownText';
import { maskText } from '../maskText';
import { momentText } from '../writers/har';
import type { CaptureFigures } from './figures';

interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Hosts that the Markdown form lists; the CSV has all. */
const mostHosts = 50;

/** Figures as CSV: one table after the other, each under its title; numbers plain, bytes and milliseconds. */
export function statisticsCsv(figures: CaptureFigures, language: Language): string {
  return tablesOf(figures, language)
    .map(({ title, head, rows }) => [[title], head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n'))
    .join('\r\n\r\n')
    .concat('\r\n');
}

/** Figures as Markdown tables. */
export function statisticsMarkdown(figures: CaptureFigures, name: string, language: Language): string {
  const parts = tablesOf({ ...figures, hosts: figures.hosts.slice(0, mostHosts) }, language).map(
    ({ title, head, rows }) =>
      [
        `## ${escapeMarkdown(title)}\n`,
        row(head),
        row(head.map((_, index) => (index === 0 ? '---' : '---:'))),
        ...rows.map((cells) => row(cells.map((cell) => escapeMarkdown(String(cell))))),
      ].join('\n'),
  );
  return `# ${escapeMarkdown(name)}\n\n${parts.join('\n\n')}\n`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A cell in quotes; one that a spreadsheet would calculate begins with an apostrophe. A lone dash stands for nothing. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = value !== '-' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replace(/"/g, '""')}"`;
}

function tablesOf(figures: CaptureFigures, language: Language): Table[] {
  const t = (key: MessageKey, args?: MessageArgs) => text(message(key, args), language);
  const { sessions, sent, received, failed, tunnels, blind, hosts, statuses, buckets, first, offset } = figures;
  const sessionTable = (title: MessageKey, list: readonly Session[]): Table => ({
    title: t(title),
    head: ['#', t('analysis.fact.result'), t('analysis.column.session'), 'ms', t('analysis.stat.bytes')],
    rows: list.map((session) => [
      session.sid,
      session.status || '-',
      maskText(`${session.method} ${session.host}${session.path.split('?')[0] ?? ''}`),
      Math.round(session.duration ?? 0),
      Math.max(0, session.responseBytes),
    ]),
  });
  return [
    {
      title: t('analysis.facts'),
      head: [t('analysis.facts'), t('analysis.column.number')],
      rows: [
        [t('analysis.stat.sessions'), sessions],
        [t('analysis.stat.sent'), sent],
        [t('analysis.stat.received'), received],
        [t('analysis.stat.failed'), failed],
        [t('analysis.stat.tunnels'), tunnels],
        [t('analysis.stat.blind'), blind],
        [t('analysis.stat.blindShare'), tunnels ? `${Math.round((blind / tunnels) * 100)} %` : '-'],
      ],
    },
    {
      title: t('analysis.chart.hosts'),
      head: ['host', t('analysis.stat.sessions'), t('analysis.stat.failed'), t('analysis.stat.bytes'), 'ms'],
      rows: hosts.map((host) => [host.host || '-', host.count, host.failed, host.bytes, Math.round(host.slowest)]),
    },
    {
      title: t('analysis.chart.statuses'),
      head: [t('analysis.fact.result'), t('analysis.stat.sessions')],
      rows: statuses.map(({ status, count }) => [status ? String(status) : t('analysis.noAnswer'), count]),
    },
    {
      title: t('analysis.chart.requests'),
      head: [
        t('analysis.fact.started'),
        t('analysis.stat.sessions'),
        t('analysis.stat.failed'),
        t('analysis.stat.bytes'),
      ],
      rows: buckets.map(({ start, count, failed: bad, bytes }) => [
        momentText((first ?? 0) + start, offset),
        count,
        bad,
        bytes,
      ]),
    },
    sessionTable('analysis.stat.slowest', figures.slowestSessions),
    sessionTable('analysis.stat.largest', figures.largestSessions),
    sessionTable('analysis.stat.failed', figures.failedSessions),
  ];
}
