import type { PlaceView } from '../../src/analysis/views';
import { useEditor } from './context';

type Place = PlaceView['place'];

/** Shows a place of the file in the text editor. */
export function useShowText(): (place: Place) => void {
  const editor = useEditor();
  return (place) => void editor.rpc.request('showText', { place }).catch(editor.failed);
}

/** Alt+T: the key that shows the selected value in the text. */
export function isShowKey(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyT';
}
