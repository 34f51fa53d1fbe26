/**
 * Gives the focus to an element when what had it has left the page: the reader would have to begin at the top again.
 * Where the reader is elsewhere, in this page or in another one, the focus stays.
 */
export function catchFocus(to: { focus(): void } | null | undefined): void {
  if (document.activeElement === document.body && document.hasFocus()) to?.focus();
}
