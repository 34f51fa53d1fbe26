import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ArtifactRef } from '../../src/analysis/protocol';
import type { CaseFileView } from '../../src/analysis/views';
import type { Rpc } from './rpc';

const CaseContext = createContext<CaseFileView | undefined>(undefined);

interface Props {
  readonly rpc: Rpc;
  readonly fileRef: ArtifactRef;
  readonly children: ComponentChildren;
}

/** Keeps what the open ticket adds to the file of this page: asked for at the start and whenever the ticket changes. */
export function CaseProvider({ rpc, fileRef, children }: Props) {
  const [view, setView] = useState<CaseFileView | undefined>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    const ask = () =>
      void rpc
        .request('caseFile', { ref: fileRef }, controller.signal)
        .then((answer) => setView(answer ?? undefined))
        // Without an answer the page shows its own file alone.
        .catch(() => setView(undefined));
    const stops = [rpc.on('case', ask), rpc.on('opened', ask)];
    ask();
    return () => {
      controller.abort();
      for (const stop of stops) stop();
    };
  }, [rpc, fileRef]);
  return <CaseContext.Provider value={view}>{children}</CaseContext.Provider>;
}

/** What the open ticket adds to this file; undefined while no ticket with this file is open. */
export function useCase(): CaseFileView | undefined {
  return useContext(CaseContext);
}
