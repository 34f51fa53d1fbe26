import { isMasked } from '../match/compare';
import { statValues } from '../match/dumpValues';
import { type ValueRule, whole } from './rule';

/**
 * No Device Info node carries the name or the cache id of this machine. Holds only when at least one node shows its
 * content and this machine is known: by Sync Client ID of the dump or by the device name of a dsregcmd listing.
 */
export const deviceNotInList: ValueRule = (value, { artifact, view }) => {
  if (artifact.kind !== 'sync-internals') return [];
  const nodes = artifact.nodes.filter((node) => node.dataType.toLowerCase() === 'device info');
  const contents = nodes
    .map((node) => `${node.specifics}\n${node.fields.join(',')}`)
    .filter((_, i) => (nodes[i]?.specifics ?? '').trim().startsWith('{'));
  if (contents.length === 0) return [];
  const ids = statValues(artifact.sections, '*', 'Sync Client ID').filter(
    (entry) => !entry.uninitialized && entry.text.trim() && !isMasked(entry.text),
  );
  const known = [...ids.map((entry) => entry.text.trim()), ...view.deviceNames].map((name) => name.toLowerCase());
  if (known.length === 0) return [];
  const isListed = contents.some((content) => known.some((name) => content.toLowerCase().includes(name)));
  // One hit is enough: the first readable node stands for the list.
  const first = nodes.find((node) => node.specifics.trim().startsWith('{'));
  return isListed || value.span?.start !== first?.span.start ? [] : whole(value);
};
