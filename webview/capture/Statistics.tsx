import { useEffect, useState } from 'preact/hooks';
import type { CaptureView, StatisticsView } from '../../src/analysis/views';
import { Button } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { DataTable } from '../ui/DataTable';
import { FieldGroups } from '../ui/FieldGrid';
import { bytesText, distanceText } from '../ui/format';
import { isCanceled } from '../ui/rpc';
import { grouped, t } from '../ui/strings';
import { bars } from './bars';
import { EndpointCheck } from './EndpointCheck';

interface Props {
  readonly capture: CaptureView;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}

const chartWidth = 1000;
const chartHeight = 120;

/** The capture in numbers: requests over time, by host, by status; drawn as SVG, copied as a table or a picture. */
export function Statistics({ capture, onQuery, onClose }: Props) {
  const editor = useEditor();
  const { rpc, ref, failed } = editor;
  const [view, setView] = useState<StatisticsView | undefined>(undefined);

  useEffect(() => {
    const controller = new AbortController();
    rpc
      .request('statistics', { ref }, controller.signal)
      .then(setView)
      .catch((error: unknown) => {
        if (!isCanceled(error)) failed(error);
      });
    return () => controller.abort();
  }, [rpc, ref, failed]);

  if (!view) return <section class="scrolls" aria-busy="true" aria-label={t('ui.statistics')} />;
  const most = Math.max(1, ...view.statuses.map((status) => status.count));
  const { all, failed: failedBars, peak } = bars(view.buckets, chartWidth, chartHeight);
  const traffic = bars(
    view.buckets.map(({ start, bytes }) => ({ start, count: bytes, failed: 0 })),
    chartWidth,
    chartHeight,
  );
  const peakBytes = bytesText(traffic.peak);

  const copyTable = () => {
    const lines = [
      [t('ui.columnHost'), t('ui.requests'), t('ui.failed'), t('ui.bytes'), t('ui.slowest')],
      ...view.hosts.map((host) => [host.host, host.count, host.failed, host.bytes, Math.round(host.slowest)]),
    ];
    editor.copy(lines.map((line) => line.join('\t')).join('\n'), t('ui.statistics'));
  };
  const copyChart = () =>
    void rpc
      .request('statisticsFile', { ref, format: 'svg' })
      .then((svg) => editor.copy(svg, t('ui.statistics')))
      .catch(failed);
  const exportFile = () => void rpc.request('command', { command: 'edgeSync.exportStatistics' }).catch(failed);

  return (
    <section class="scrolls stats" aria-label={t('ui.statistics')} data-region="statistics">
      <div class="th">
        <h2 class="plain">{t('ui.statistics')}</h2>
        <span class="sp" />
        <Button icon="copy" label={t('ui.copyTable')} onClick={copyTable} />
        <Button icon="chart" label={t('ui.copyChart')} onClick={copyChart} />
        <Button icon="export" label={t('ui.exportStatistics')} onClick={exportFile} />
        <Button icon="list" label={t('ui.backToList')} onClick={onClose} />
      </div>
      <FieldGroups groups={view.groups.slice(0, 1)} />
      <section class="sec">
        <h2>
          {t('ui.overTime')}{' '}
          <span class="dim">
            {t('ui.overTimeDetail', {
              step: distanceText(view.bucketMs).slice(1),
              peak: grouped(peak),
              time: capture.timeText,
            })}
          </span>
        </h2>
        <svg
          class="chart"
          viewBox={`0 0 ${chartWidth} ${chartHeight}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('ui.overTimeName', { count: capture.total, peak: grouped(peak) })}
        >
          <path class="all" fill="currentColor" fill-opacity="0.45" d={all} />
          <path class="bad" fill="currentColor" d={failedBars} />
        </svg>
        <Clock times={view.clock} />
      </section>
      <section class="sec">
        <h2>
          {t('ui.bytesOverTime')} <span class="dim">{t('ui.peakBytes', { size: peakBytes })}</span>
        </h2>
        <svg
          class="chart"
          viewBox={`0 0 ${chartWidth} ${chartHeight}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('ui.bytesOverTimeName', { size: peakBytes })}
        >
          <path class="all" fill="currentColor" fill-opacity="0.45" d={traffic.all} />
        </svg>
        <Clock times={view.clock} />
      </section>
      <EndpointCheck endpoints={view.endpoints ?? []} onQuery={onQuery} />
      <section class="sec">
        <h2>{t('ui.byStatus')}</h2>
        <ul class="phases">
          {view.statuses.map((status) => (
            <li key={status.status}>
              <button type="button" class="a" onClick={() => onQuery(`status:${status.status}`)}>
                {status.text}
              </button>
              <span class="num mono">{grouped(status.count)}</span>
              <svg
                class={status.status >= 400 || status.status === 0 ? 'bad' : undefined}
                viewBox="0 0 1000 10"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                <rect x="0" y="1" height="8" width={Math.max(2, (status.count / most) * 1000)} />
              </svg>
            </li>
          ))}
        </ul>
      </section>
      <section class="sec">
        <h2>
          {t('ui.byHost')}{' '}
          <span class="dim">
            {view.hosts.length < view.hostCount
              ? t('ui.hostsShown', { count: grouped(view.hosts.length), total: grouped(view.hostCount) })
              : grouped(view.hostCount)}
          </span>
        </h2>
        <DataTable
          table={{
            title: t('ui.byHost'),
            detail: '',
            columns: [
              { title: t('ui.columnHost'), kind: 'text' },
              { title: t('ui.requests'), kind: 'number' },
              { title: t('ui.failed'), kind: 'number' },
              { title: t('ui.bytes'), kind: 'number' },
              { title: t('ui.slowest'), kind: 'number' },
            ],
            rows: view.hosts.map((host) => ({
              ...(host.failed > 0 ? { mark: 'warning' as const } : {}),
              cells: [
                host.host,
                grouped(host.count),
                grouped(host.failed),
                bytesText(host.bytes),
                t('ui.milliseconds', { count: Math.round(host.slowest) }),
              ],
            })),
          }}
        />
      </section>
      <FieldGroups groups={view.groups.slice(1)} />
    </section>
  );
}

/** Times below a chart: beginning, middle, end. */
function Clock({ times }: { readonly times: readonly string[] }) {
  if (times.length === 0) return null;
  return (
    <div class="axis mono dim" aria-hidden="true">
      {times.map((time, index) => (
        <span key={index}>{time}</span>
      ))}
    </div>
  );
}
