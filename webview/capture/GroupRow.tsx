import type { ListEntry } from '../../src/analysis/views';
import { Icon } from '../ui/icons';
import { Mark } from '../ui/Mark';
import { grouped, t } from '../ui/strings';
import { visible } from '../ui/visible';

interface Props {
  readonly group: Extract<ListEntry, { type: 'group' }>;
  readonly index: number;
  readonly columns: number;
  readonly rowIndex: number;
  readonly top: number;
  readonly focused: boolean;
}

/** Id of a group's row for `aria-activedescendant`. */
export function groupId(index: number): string {
  return `group-${index}`;
}

/** The row above the sessions of one host or process: what it is, how many there are, and the worst of them. */
export function GroupRow({ group, index, columns, rowIndex, top, focused }: Props) {
  return (
    <div
      id={groupId(index)}
      class={`lr grp${focused ? ' foc' : ''}`}
      role="row"
      aria-rowindex={rowIndex}
      aria-level={1}
      aria-expanded={!group.collapsed}
      data-entry-index={index}
      style={{ '--y': `${top}px` }}
    >
      <span role="gridcell" aria-colindex={1} aria-colspan={columns} class="lrow">
        <Icon name={group.collapsed ? 'right' : 'down'} />
        {group.mark ? <Mark mark={group.mark} /> : null}
        <b class="el">{group.title === '-' ? t('ui.noGroup') : visible(group.title)}</b>
        <span class="badge" aria-hidden="true">
          {grouped(group.count)}
        </span>
        <span class="sr">{t('ui.sessionCount', { count: group.count })}</span>
      </span>
    </div>
  );
}
