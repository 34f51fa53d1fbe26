/**
 * Moves the focus to the next or previous region of the page: elements with `data-region`, in document order. Inside
 * a region the element with `data-entry` is taken, else the first tab stop.
 */
export function moveRegion(root: ParentNode, direction: 1 | -1): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.getClientRects().length > 0 && entryOf(region),
  );
  if (regions.length === 0) return;
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const next =
    current < 0 && direction < 0 ? regions.length - 1 : (current + direction + regions.length) % regions.length;
  const target = regions[next];
  if (target) entryOf(target)?.focus();
}

const tabStops = 'a[href],button:not([disabled]),input,select,textarea,[tabindex]';

/** The element of a region that takes the focus. */
export function entryOf(region: HTMLElement): HTMLElement | undefined {
  const own = region.matches('[data-entry]') ? region : region.querySelector<HTMLElement>('[data-entry]');
  if (own) return own;
  if (region.tabIndex === 0) return region;
  return [...region.querySelectorAll<HTMLElement>(tabStops)].find(
    (element) => element.tabIndex >= 0 && element.getClientRects().length > 0,
  );
}

/**
 * Keeps one tab stop in a group of buttons: arrow keys, Home and End move between them. Give it as `onKeyDown` of the
 * group; the members carry `data-rove` and the current one `tabindex=0`.
 */
export function rove(event: KeyboardEvent): void {
  const group = event.currentTarget;
  if (!(group instanceof HTMLElement) || event.ctrlKey || event.altKey || event.metaKey) return;
  const members = [...group.querySelectorAll<HTMLElement>('[data-rove]')].filter(
    (member) => member.getClientRects().length > 0,
  );
  const at = members.findIndex((member) => member === event.target || member.contains(document.activeElement));
  const next = nextIndex(event.key, at, members.length);
  const target = next === undefined ? undefined : members[next];
  if (!target) return;
  event.preventDefault();
  event.stopPropagation();
  for (const member of members) member.tabIndex = member === target ? 0 : -1;
  target.focus();
}

/** Index after an arrow, Home or End key in a row of `count` members; undefined for other keys. */
export function nextIndex(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
