import type { ArtifactRef } from './protocol';

/** Id of an artifact in places: the URI, followed by the way inside where there is one. */
export function idOf(ref: ArtifactRef): string {
  const inside = ref.inner?.length ? `#inner=${encodeURIComponent(JSON.stringify(ref.inner))}` : '';
  return `${ref.uri}${inside}`;
}

/** The ref that an id stands for. */
export function refOfId(id: string): ArtifactRef {
  const at = id.indexOf('#inner=');
  if (at < 0) return { uri: id };
  try {
    const inner = JSON.parse(decodeURIComponent(id.slice(at + 7))) as unknown;
    if (Array.isArray(inner)) return { uri: id.slice(0, at), inner: inner.map(String) };
  } catch {
    // An id that was not made here stands for itself.
  }
  return { uri: id };
}

/** Text key of a ref, for maps. */
export function refKey(ref: ArtifactRef): string {
  return JSON.stringify([ref.uri, ref.inner ?? [], ref.index ?? 0]);
}

/** Scheme of the URIs under which pasted texts are kept. */
export const pastedScheme = 'pasted';

/** True for what has no text editor of its own: only our virtual documents show it. */
export function isVirtual(ref: ArtifactRef): boolean {
  return Boolean(ref.inner?.length) || ref.uri.startsWith(`${pastedScheme}:`);
}
