import type { DumpView, StatView } from '../../src/analysis/views';
import { useEditor } from '../ui/context';
import { Mark } from '../ui/Mark';
import { t } from '../ui/strings';
import { Value } from '../ui/Value';

interface Props {
  readonly sections: DumpView['sections'];
  readonly onFinding: (id: string) => void;
}

/** The sections of the page as the browser shows them, with inline marks and reasons. */
export function Sections({ sections, onFinding }: Props) {
  return (
    <div class="groups">
      {sections.map((section, index) => (
        <section key={`${index}${section.title}`} class="g" aria-label={section.title}>
          <h2 class="h2">
            {section.title}
            {section.mark ? <Mark mark={section.mark} /> : null}
          </h2>
          <dl class="kv">
            {section.stats.map((stat, at) => (
              <Stat key={`${at}${stat.name}`} stat={stat} onFinding={onFinding} />
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function Stat({ stat, onFinding }: { readonly stat: StatView; readonly onFinding: (id: string) => void }) {
  const editor = useEditor();
  const tone = stat.mark === 'error' ? ' bad' : stat.mark === 'warning' ? ' wrn' : '';
  const show = () => void editor.rpc.request('showText', { place: stat.place }).catch(editor.failed);
  return (
    <>
      <dt class="k">{stat.name}</dt>
      <dd
        class={`v${tone}`}
        onContextMenu={(event) => {
          event.preventDefault();
          editor.showMenu({
            label: stat.name,
            x: event.clientX,
            y: event.clientY,
            items: [
              { label: t('ui.copyValue'), run: () => editor.copy(stat.value.text, stat.name) },
              { label: t('ui.showInText'), run: show },
            ],
          });
        }}
      >
        {stat.mark ? <Mark mark={stat.mark} /> : null}
        <Value value={stat.value} />
        <button
          type="button"
          class="a line"
          title={t('ui.showInText')}
          aria-label={t('ui.showLine', { line: String(stat.line + 1) })}
          onClick={show}
        >
          {stat.line + 1}
        </button>
      </dd>
      {stat.reason ? (
        <dd class={`note${tone}`}>
          {stat.finding ? (
            <button type="button" class="a" onClick={() => onFinding(stat.finding ?? '')}>
              {stat.reason}
            </button>
          ) : (
            stat.reason
          )}
        </dd>
      ) : null}
    </>
  );
}
