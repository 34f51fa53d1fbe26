import { cell } from './cell';

const polite = cell('');
const urgent = cell('');
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says a sentence through the polite live region once nothing else came for `rest` ms. */
export function announce(text: string, rest = 500): void {
  clearTimeout(timer);
  timer = setTimeout(() => polite.set(text), rest);
}

/** Says a failure at once. */
export function alertNow(text: string): void {
  urgent.set(text);
}

/** The two live regions; once per page. */
export function LiveRegions() {
  return (
    <div class="sr">
      <div role="status">{polite.use()}</div>
      <div role="alert">{urgent.use()}</div>
    </div>
  );
}
