import type { ListResult } from '../../src/analysis/views';
import { memo } from '../ui/memo';

interface Props {
  readonly marks: NonNullable<ListResult['marks']>;
  readonly entries: number;
}

const height = 1000;

/** Where errors and warnings lie in the whole list, beside the scroll bar; decoration, F8 does the same by keyboard. */
function Marks({ marks, entries }: Props) {
  const line = (mark: 'error' | 'warning') =>
    [...new Set(marks.filter((each) => each.mark === mark).map((each) => Math.round((each.entry / entries) * height)))]
      .map((y) => `M0 ${y}h10`)
      .join('');
  return (
    <svg class="over" viewBox={`0 0 10 ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="w" d={line('warning')} />
      <path class="e" d={line('error')} />
    </svg>
  );
}

export const Overview = memo(Marks);
