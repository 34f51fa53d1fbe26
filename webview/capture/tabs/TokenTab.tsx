import type { TokenView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { Checks, FieldGrid } from '../../ui/FieldGrid';
import { t } from '../../ui/strings';
import { plainValue, Value } from '../../ui/Value';

/** Every token of the session: what it is, what was checked, each claim with its meaning. */
export function TokenTab({ tokens }: { readonly tokens: readonly TokenView[] }) {
  const editor = useEditor();
  if (tokens.length === 0) return <p class="none">{t('ui.nothingHere')}</p>;
  return (
    <>
      {tokens.map((token, index) => (
        <section key={`${index}${token.title}`} class="tok" aria-label={token.title}>
          <div class="th">
            <h3>{token.title}</h3>
            <span class="dim">{token.detail}</span>
            <Value value={token.chip} />
            <Button
              icon="copy"
              label={t('ui.copyClaims')}
              onClick={() =>
                editor.copy(
                  token.rows
                    .map((row) => [row.name, plainValue(row.value), row.meaning ?? ''].join('\t').trimEnd())
                    .join('\n'),
                  t('ui.copyClaims'),
                )
              }
            />
          </div>
          <Checks checks={token.checks} />
          <FieldGrid label={token.title} rows={token.rows} heads={[t('ui.claim'), t('ui.value'), t('ui.meaning')]} />
        </section>
      ))}
    </>
  );
}
