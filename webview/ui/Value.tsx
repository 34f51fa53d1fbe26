import { useEffect, useState } from 'preact/hooks';
import type { ValueView } from '../../src/analysis/views';
import { useEditor } from './context';
import { Icon } from './icons';
import { isCanceled } from './rpc';
import { grouped, t } from './strings';
import { visible } from './visible';

/** Text of a value for copies and accessible names: what is masked is named, never shown. */
export function plainValue(value: ValueView): string {
  return value.text || (value.masked ? maskedName(value.masked) : '');
}

function maskedName(masked: NonNullable<ValueView['masked']>): string {
  return t('ui.maskedValue', { class: masked.class, length: grouped(masked.length), count: masked.length });
}

interface Props {
  readonly value: ValueView;
  /** Inside a grid the buttons are reached by the grid's own keys. */
  readonly inGrid?: boolean;
  readonly class?: string;
}

/** A value: its text, or a chip with class and length that reveals this one value on click. */
export function Value({ value, inGrid, class: extra }: Props) {
  const editor = useEditor();
  if (value.masked) {
    return <MaskedChip key={value.masked.id} masked={value.masked} rest={value.text} inGrid={inGrid} />;
  }
  if (value.personal && editor.hideIdentifiers) {
    return (
      <span class="mask">
        <span class="dots">••••••••</span>
        <span class="n">{t('ui.personal')}</span>
      </span>
    );
  }
  return <span class={extra ?? 'mono el'}>{visible(value.text)}</span>;
}

interface ChipProps {
  readonly masked: NonNullable<ValueView['masked']>;
  /** What of the value is no secret; empty where all of it is one. */
  readonly rest?: string;
  readonly inGrid?: boolean;
}

/**
 * A masked secret. The revealed text lives in this component alone: it is gone when the value changes, the component
 * leaves the page or the editor hides.
 */
function MaskedChip({ masked, rest, inGrid }: ChipProps) {
  const editor = useEditor();
  const [text, setText] = useState<string | undefined>(undefined);
  const name = maskedName(masked);

  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') setText(undefined);
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);

  const toggle = async () => {
    if (text !== undefined) return setText(undefined);
    try {
      setText(await editor.rpc.request('reveal', { ref: editor.ref, id: masked.id }));
    } catch (error) {
      if (!isCanceled(error)) editor.failed(error);
    }
  };
  const label = text === undefined ? t('ui.reveal', { what: name }) : t('ui.hide', { what: name });
  return (
    <span class={`mask${text === undefined ? '' : ' open'}${rest ? ' part' : ''}`}>
      {text !== undefined ? (
        <span class="revealed">{visible(text)}</span>
      ) : rest ? (
        <span class="rest">{visible(rest)}</span>
      ) : (
        <>
          <span class="dots" aria-hidden="true">
            ••••••••
          </span>
          <span class="n">{name}</span>
        </>
      )}
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-pressed={text !== undefined}
        data-activate=""
        tabIndex={inGrid ? -1 : undefined}
        onClick={(event) => {
          event.stopPropagation();
          void toggle();
        }}
      >
        <Icon name={text === undefined ? 'eye' : 'eyeOff'} />
      </button>
    </span>
  );
}
