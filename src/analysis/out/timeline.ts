import { fileName } from '../../reports/names';
import { timelineOf } from '../../reports/timeline';
import type { ServiceContext } from '../context';
import type { Params, Result } from '../protocol';
import { caseDiagnosis } from './case';

/** All files of a case in one order of time, with what is known of their clocks. */
export async function timeline(
  context: ServiceContext,
  { refs }: Params<'timeline'>,
  signal: AbortSignal,
): Promise<Result<'timeline'>> {
  const { words } = context;
  const { files, diagnosis } = await caseDiagnosis(context, refs, signal);
  const nameOf = (id: string) => fileName(files.find(({ artifact }) => artifact.id === id)?.path ?? id);
  return {
    rows: timelineOf(
      files.map(({ artifact }) => artifact),
      diagnosis,
    ).map(({ time, offset, artifact, text, mark, place }) => ({
      time,
      timeText: `${words.moment(time, offset, 3)} ${words.zone(offset)}`,
      artifact: nameOf(artifact),
      text,
      ...(mark ? { mark } : {}),
      place,
    })),
    skew: diagnosis.correlation.skew.map(({ artifact, milliseconds, samples }) => ({
      artifact: nameOf(artifact),
      text: words.t(
        Math.abs(milliseconds) < 2000
          ? 'reports.skewNone'
          : milliseconds > 0
            ? 'reports.skewBehind'
            : 'reports.skewAhead',
        { duration: words.duration(milliseconds), samples },
      ),
    })),
  };
}
