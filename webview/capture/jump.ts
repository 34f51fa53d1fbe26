import type { InspectorTab, SessionRowView } from '../../src/analysis/views';
import type { ListHandle } from './SessionList';
import type { CaptureState } from './state';

/** What a jump does in the editor around it; whatever it waits for may have changed the state. */
export interface JumpPorts {
  readonly state: () => CaptureState;
  readonly change: (change: Partial<CaptureState>) => void;
  /** True while something else is drawn in place of the list. */
  readonly isCovered: () => boolean;
  /** Null while no list is drawn. */
  readonly list: () => Pick<ListHandle, 'show' | 'focus'> | null;
  /** Title of the group of a session, null when it is not in the list. */
  readonly groupOf: (key: number) => Promise<string | null>;
  /**
   * Resolves once the list is drawn with what was changed, to false when there is no such list; never when another jump
   * has begun to wait.
   */
  readonly drawn: () => Promise<boolean>;
  readonly open: (key: number, moveFocus: boolean, tab?: InspectorTab) => void;
  /** Says that the filter hides the session. */
  readonly sayHidden: () => void;
}

/**
 * Jumps to a session, from another page and into a closed group too, and opens it in the inspector where that is open
 * or a tab is asked for. One that the filter hides is opened all the same, and that is said. Gives the row it shows.
 */
export async function jumpTo(ports: JumpPorts, key: number, tab?: InspectorTab): Promise<SessionRowView | undefined> {
  const { state, change } = ports;
  const show = async () => await ports.list()?.show(key);
  let isDrawn = true;
  if (ports.isCovered()) {
    change({ page: 'list', allSessions: true });
    isDrawn = await ports.drawn();
  }
  let shown = await show();
  if (!shown && isDrawn && state().group) {
    const group = await ports.groupOf(key);
    if (group !== null && state().collapsed.includes(group)) {
      change({ collapsed: state().collapsed.filter((each) => each !== group) });
      isDrawn = await ports.drawn();
      if (isDrawn) shown = await show();
    }
  }
  if (!shown && isDrawn) ports.sayHidden();
  change({ focusKey: key, ...(tab ? { tab } : {}) });
  if (state().openKey || tab || !shown) ports.open(key, false, tab);
  else ports.list()?.focus();
  return shown?.row;
}
