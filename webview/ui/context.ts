import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ArtifactRef } from '../../src/analysis/protocol';
import type { MenuRequest } from './ContextMenu';
import type { Rpc } from './rpc';

/** What every component of an editor may use. */
export interface Editor {
  readonly rpc: Rpc;
  readonly ref: ArtifactRef;
  /** Jumps to a session by key. */
  readonly openSession: (key: number) => void;
  readonly showMenu: (menu: MenuRequest) => void;
  /** Copies text that is masked already; `what` is announced. */
  readonly copy: (text: string, what: string) => void;
  readonly openLink: (url: string) => void;
  /** Shows a failed request; canceled ones are nothing to say. */
  readonly failed: (error: unknown) => void;
  /** True while "Hide Identifiers" is on. */
  readonly hideIdentifiers: boolean;
}

export const EditorContext = createContext<Editor | undefined>(undefined);

/** The editor around the calling component. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('a component was drawn outside its editor');
  return editor;
}
