import type { OpenedView } from '../../src/analysis/protocol';
import { useEditor } from '../ui/context';
import { t } from '../ui/strings';
import { ToolButton, Toolbar } from '../ui/Toolbar';
import type { DumpState } from './state';

interface Props {
  readonly name: string;
  readonly view: OpenedView | undefined;
  readonly state: DumpState;
  readonly change: (changed: Partial<DumpState>) => void;
}

/** Name, facts and actions of the file. */
export function DumpBar({ name, view, state, change }: Props) {
  const editor = useEditor();
  const command = (id: string) => void editor.rpc.request('command', { command: id }).catch(editor.failed);
  const facts =
    view?.editor === 'dump'
      ? [view.formText, view.takenText, ...view.facts]
      : view?.editor === 'neighbor'
        ? [view.formText, view.summary]
        : [];
  const below = (event: MouseEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return { x: box.right - 200, y: box.bottom + 2 };
  };
  const known = view?.editor === 'dump' || view?.editor === 'neighbor';
  return (
    <header class="bar">
      <h1 title={name}>{name}</h1>
      <span class="meta">
        {facts.filter(Boolean).map((fact, index) => (
          <span key={`${index}${fact}`}>{fact}</span>
        ))}
      </span>
      {known ? (
        <Toolbar label={t('ui.toolbarDump')}>
          <ToolButton
            first
            class="n-hide"
            icon="ticket"
            label={t('ui.copyForTicket')}
            onClick={() => command('edgeSync.copyForTicket')}
          />
          <ToolButton
            class="n-hide"
            icon="compare"
            label={t('ui.compareWith')}
            onClick={() => command('edgeSync.compareWith')}
          />
          <ToolButton
            iconOnly
            icon="goFile"
            label={t('ui.showInText')}
            onClick={() => void editor.rpc.request('showText', { place: undefined }).catch(editor.failed)}
          />
          <ToolButton
            iconOnly
            icon="more"
            label={t('ui.moreActions')}
            onClick={(event) =>
              editor.showMenu({
                label: t('ui.moreActions'),
                ...below(event),
                items: [
                  { label: t('ui.copyForTicket'), run: () => command('edgeSync.copyForTicket') },
                  { label: t('ui.exportReport'), run: () => command('edgeSync.exportReport') },
                  { label: t('ui.shareRedacted'), run: () => command('edgeSync.shareRedactedCopy') },
                  { label: t('ui.compareWith'), run: () => command('edgeSync.compareWith') },
                  {
                    label: t('ui.hideIdentifiers'),
                    checked: state.hideIdentifiers,
                    run: () => change({ hideIdentifiers: !state.hideIdentifiers }),
                  },
                ],
              })
            }
          />
        </Toolbar>
      ) : null}
    </header>
  );
}
