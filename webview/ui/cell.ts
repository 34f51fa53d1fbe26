import { useEffect, useState } from 'preact/hooks';

/** A value outside the component tree that components can follow. */
export interface Cell<T> {
  get(): T;
  set(value: T): void;
  /** The value; the calling component is drawn again when it changes. */
  use(): T;
}

/** Makes a {@link Cell}. */
export function cell<T>(first: T): Cell<T> {
  let current = first;
  const followers = new Set<(value: T) => void>();
  return {
    get: () => current,
    set(value) {
      current = value;
      for (const follower of [...followers]) follower(value);
    },
    use() {
      const [value, setValue] = useState(current);
      useEffect(() => {
        const follow = (next: T) => setValue(() => next);
        followers.add(follow);
        follow(current);
        return () => {
          followers.delete(follow);
        };
      }, []);
      return value;
    },
  };
}
