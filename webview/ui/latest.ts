/**
 * Tells which of several answers is still wanted, whatever order they come in: each question gets a test that holds
 * until the next one is asked.
 */
export function latest(): () => () => boolean {
  let last = 0;
  return () => {
    last += 1;
    const own = last;
    return () => own === last;
  };
}
