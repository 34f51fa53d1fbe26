import type { Frame } from './walk';
import { walkJson } from './walk';

/**
 * The value of a JSON text: by JSON.parse where it is whole, else as much of it as can be read. Undefined when there
 * is nothing to read.
 */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return tolerantValue(text);
  }
}

function tolerantValue(text: string): unknown {
  const values = new Map<Frame, Record<string, unknown> | unknown[]>();
  let root: unknown;
  const put = (parent: Frame | undefined, key: string | undefined, value: unknown) => {
    const holder = parent ? values.get(parent) : undefined;
    if (Array.isArray(holder)) holder.push(value);
    else if (holder && key !== undefined && key !== '__proto__') holder[key] = value;
    else if (!holder && root === undefined) root = value;
  };
  walkJson(text, 0, text.length, {
    open(frame, stack) {
      const value = frame.kind === 'array' ? [] : {};
      put(stack[stack.length - 1], frame.key, value);
      values.set(frame, value);
    },
    field(field, frame) {
      if (frame.kind !== 'root') put(frame, field.key, field.value);
    },
  });
  return root;
}
