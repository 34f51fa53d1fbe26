import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { InspectorTab, SessionView, TabView } from '../../src/analysis/views';
import { IconButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { elideUrl } from '../ui/elide';
import { FindBar } from '../ui/FindBar';
import { FindingBlock } from '../ui/FindingBlock';
import { FindContext } from '../ui/find';
import { Mark } from '../ui/Mark';
import { isCanceled } from '../ui/rpc';
import { t } from '../ui/strings';
import { Tabs } from '../ui/Tabs';
import { visible } from '../ui/visible';
import { TabContent } from './tabs/TabContent';

/** What the inspector keeps of sessions looked at: views of at most 20 sessions, no revealed values. */
export class SessionCache {
  private readonly sessions = new Map<number, { view: SessionView; tabs: Map<InspectorTab, TabView> }>();

  get(key: number) {
    return this.sessions.get(key);
  }

  put(key: number, view: SessionView): void {
    this.sessions.delete(key);
    this.sessions.set(key, { view, tabs: new Map() });
    for (const oldest of this.sessions.keys()) {
      if (this.sessions.size <= 20) break;
      this.sessions.delete(oldest);
    }
  }
}

interface Props {
  readonly sessionKey: number;
  readonly cache: SessionCache;
  readonly tab: string;
  readonly finding: string | undefined;
  readonly findOpen: boolean;
  readonly findBox: { current: HTMLInputElement | null };
  readonly urlRoom: number;
  /** Set when the reader opened the session by key: the tabs take the focus once they are there. */
  readonly takeFocus: { current: boolean };
  readonly onTab: (tab: InspectorTab) => void;
  readonly onFind: (open: boolean) => void;
  readonly onClose: () => void;
  readonly onExtend: () => void;
  readonly full: boolean;
  readonly onMenu: (x: number, y: number) => void;
}

const panel = 'inspector-panel';

/** Everything about one session: title, tabs, its findings, the content of the open tab. */
export function Inspector(props: Props) {
  const { sessionKey, cache, onClose, onFind, takeFocus } = props;
  const editor = useEditor();
  const { rpc, ref, failed } = editor;
  const [view, setView] = useState<SessionView | undefined>(cache.get(sessionKey)?.view);
  const [content, setContent] = useState<{ key: number; tab: TabView } | undefined>(undefined);
  const [sought, setSought] = useState('');
  const scroller = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const known = cache.get(sessionKey);
    if (known) return setView(known.view);
    const controller = new AbortController();
    rpc
      .request('session', { ref, key: sessionKey }, controller.signal)
      .then((next) => {
        cache.put(sessionKey, next);
        setView(next);
      })
      .catch((error: unknown) => {
        if (!isCanceled(error)) failed(error);
      });
    return () => controller.abort();
  }, [sessionKey, cache, rpc, ref, failed]);

  const current = view?.row.key === sessionKey ? view : undefined;
  const tab = current ? openTab(current, props.tab) : undefined;

  useEffect(() => {
    if (!tab) return;
    const known = cache.get(sessionKey)?.tabs.get(tab);
    if (known) return setContent({ key: sessionKey, tab: known });
    const controller = new AbortController();
    rpc
      .request('tab', { ref, key: sessionKey, tab }, controller.signal)
      .then((next) => {
        cache.get(sessionKey)?.tabs.set(tab, next);
        setContent({ key: sessionKey, tab: next });
      })
      .catch((error: unknown) => {
        if (!isCanceled(error)) failed(error);
      });
    return () => controller.abort();
  }, [sessionKey, tab, cache, rpc, ref, failed]);

  const place = `${sessionKey} ${tab ?? ''}`;
  const lastPlace = useRef(place);
  useEffect(() => {
    if (lastPlace.current !== place) scroller.current?.scrollTo(0, 0);
    lastPlace.current = place;
  }, [place]);

  useEffect(() => {
    if (!tab || !takeFocus.current) return;
    takeFocus.current = false;
    document.getElementById(`${panel}-tab-${tab}`)?.focus();
  });

  // Opening it goes to its box before anything else is typed; going to another session does not.
  const wantsFind = useRef(false);
  useLayoutEffect(() => {
    wantsFind.current = props.findOpen;
    if (!props.findOpen) setSought('');
  }, [props.findOpen]);
  useLayoutEffect(() => {
    if (!wantsFind.current || !props.findBox.current) return;
    wantsFind.current = false;
    props.findBox.current.focus();
  });

  const within = useCallback(() => scroller.current, []);
  if (!view || !current || !tab) return <section class="pane insp" aria-label={t('ui.inspector')} aria-busy="true" />;
  const { row } = view;
  const shown = content?.key === sessionKey && content.tab.tab === tab ? content.tab : undefined;

  return (
    <section
      class="pane insp"
      aria-label={t('ui.inspector')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="ititle">
        <div class="it">
          <h2 class="lrow">
            {row.mark ? <Mark mark={row.mark} /> : null}
            <span class="mono b">{row.status > 0 ? row.status : '-'}</span>
            <span class="mono dim">{visible(row.method)}</span>
            <span class="mono el" title={visible(row.url)}>
              {visible(elideUrl(row.url || row.host, props.urlRoom))}
            </span>
          </h2>
          <p class="el" title={visible(view.subtitle)}>
            {visible(view.subtitle)}
          </p>
        </div>
        <div class="acts" data-region="inspector-title">
          <IconButton
            icon="copy"
            label={t('ui.copyAs')}
            expanded={false}
            onClick={(event) => {
              const box = (event.currentTarget as Element).getBoundingClientRect();
              props.onMenu(box.left - 160, box.bottom + 2);
            }}
          />
          <IconButton
            icon="goFile"
            label={t('ui.showInText')}
            onClick={() => void rpc.request('showText', { place: null, session: sessionKey }).catch(failed)}
          />
          <IconButton
            icon="file"
            label={t('ui.openTabAsText')}
            onClick={() =>
              void rpc.request('showText', { place: null, session: sessionKey, part: partOf(tab, shown) }).catch(failed)
            }
          />
          <IconButton
            icon="search"
            label={t('ui.findWithin')}
            pressed={props.findOpen}
            onClick={() => onFind(!props.findOpen)}
          />
          <IconButton icon="expand" label={t('ui.extendInspector')} pressed={props.full} onClick={props.onExtend} />
          <IconButton icon="close" label={t('ui.closeInspector')} onClick={onClose} />
        </div>
      </div>
      <Tabs label={t('ui.inspector')} items={view.tabs} current={tab} panel={panel} onSelect={props.onTab} />
      {props.findOpen ? (
        <FindBar
          within={within}
          content={shown}
          inputRef={props.findBox}
          text={sought}
          onText={setSought}
          onClose={() => {
            onFind(false);
            scroller.current?.focus();
          }}
        />
      ) : null}
      <div
        ref={scroller}
        class="scrolls"
        id={panel}
        role="tabpanel"
        aria-labelledby={`${panel}-tab-${tab}`}
        aria-busy={!shown}
        tabIndex={0}
        data-region="content"
      >
        {view.findings.map((finding) => (
          <FindingBlock
            key={`${row.key}${finding.id}`}
            finding={finding}
            open={finding.id === props.finding}
            brief={tab !== 'overview' && view.findings.length > 1}
          />
        ))}
        {shown ? (
          <FindContext.Provider value={sought}>
            <TabContent key={`${sessionKey}${tab}`} sessionKey={sessionKey} content={shown} />
          </FindContext.Provider>
        ) : null}
      </div>
    </section>
  );
}

/** The wanted tab, or the first one this session has. */
function openTab(view: SessionView, wanted: string): InspectorTab | undefined {
  return (view.tabs.find((tab) => tab.id === wanted) ?? view.tabs[0])?.id;
}

/** Part of the session that a tab is as a text document: of both bodies the answer. */
function partOf(tab: InspectorTab, content: TabView | undefined): string {
  if (tab !== 'body') return tab;
  const bodies = content?.tab === 'body' ? content.bodies : [];
  return bodies.length === 1 && bodies[0]?.part === 'request' ? 'request.body' : 'response.body';
}
