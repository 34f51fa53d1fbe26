import type { CaptureState } from './state';

/** Opens and closes the groups of the list; the closed ones are remembered by title. */
export function grouping(state: CaptureState, change: (change: Partial<CaptureState>) => void) {
  const set = (title: string, closed: boolean) => {
    const others = state.collapsed.filter((each) => each !== title);
    change({ collapsed: closed ? [...others, title] : others });
  };
  return { set, toggle: (title: string) => set(title, !state.collapsed.includes(title)) };
}
