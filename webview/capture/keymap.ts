/** What a key does in the session list. */
export type ListAction =
  | {
      readonly do: 'move';
      readonly by: number | 'page' | '-page' | 'first' | 'last';
      readonly extend: boolean;
      /** The selection stays as it is. */
      readonly alone?: true;
    }
  | { readonly do: 'right' | 'left' | 'open' | 'preview' | 'all' | 'toggle' | 'menu' | 'filter' | 'leave' }
  | { readonly do: 'type'; readonly text: string };

export interface KeyLike {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * The key map of the list. Keys that VS Code itself uses (F8, F6, Ctrl+F, Ctrl+., Alt+digit) are not here: they come
 * as actions of our contributed key bindings, so that users can change them.
 */
export function listAction(event: KeyLike): ListAction | undefined {
  const { key } = event;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) return undefined;
  if (command) return event.shiftKey ? undefined : commandAction(key);
  switch (key) {
    case 'ArrowDown':
      return { do: 'move', by: 1, extend: event.shiftKey };
    case 'ArrowUp':
      return { do: 'move', by: -1, extend: event.shiftKey };
    case 'PageDown':
      return { do: 'move', by: 'page', extend: event.shiftKey };
    case 'PageUp':
      return { do: 'move', by: '-page', extend: event.shiftKey };
    case 'Home':
      return { do: 'move', by: 'first', extend: event.shiftKey };
    case 'End':
      return { do: 'move', by: 'last', extend: event.shiftKey };
    case 'ArrowRight':
      return { do: 'right' };
    case 'ArrowLeft':
      return { do: 'left' };
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: 'preview' };
    case 'ContextMenu':
      return { do: 'menu' };
    case 'F10':
      return event.shiftKey ? { do: 'menu' } : undefined;
    case '/':
      return { do: 'filter' };
    case 'Escape':
      return { do: 'leave' };
    default:
      return key.length === 1 && /\S/.test(key) ? { do: 'type', text: key } : undefined;
  }
}

/** With Ctrl the cursor moves alone, and picks sessions one by one. */
function commandAction(key: string): ListAction | undefined {
  switch (key) {
    case 'a':
    case 'A':
      return { do: 'all' };
    case ' ':
      return { do: 'toggle' };
    case 'ArrowDown':
      return { do: 'move', by: 1, extend: false, alone: true };
    case 'ArrowUp':
      return { do: 'move', by: -1, extend: false, alone: true };
    case 'Home':
      return { do: 'move', by: 'first', extend: false, alone: true };
    case 'End':
      return { do: 'move', by: 'last', extend: false, alone: true };
    default:
      return undefined;
  }
}

/** Actions that arrive from the host, with the key that the product contributes for them. */
export const editorActions = {
  nextFinding: 'F8',
  previousFinding: 'Shift+F8',
  focusFilter: 'Ctrl+F',
  focusList: '',
  nextRegion: 'F6',
  previousRegion: 'Shift+F6',
  copySelection: 'Ctrl+C',
  copyForTicket: 'Alt+C',
  openActions: 'Ctrl+.',
  extendInspector: 'Alt+Enter',
  find: '',
  statistics: '',
  tab: 'Alt+1',
} as const;

export type EditorAction = keyof typeof editorActions;
