import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, IconButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { t } from '../ui/strings';

interface Props {
  readonly onAdd: (name: string) => void;
  readonly onClose: () => void;
}

const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** Asks which header becomes a column, and whose: of the response or of the request. */
export function HeaderColumn({ onAdd, onClose }: Props) {
  const [side, setSide] = useState<'response' | 'request'>('response');
  const [name, setName] = useState('');
  const [names, setNames] = useState<readonly string[]>([]);
  const { rpc, ref } = useEditor();
  const input = useRef<HTMLInputElement>(null);
  const wanted = name.trim().toLowerCase();
  const valid = headerName.test(wanted);

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const asked = new AbortController();
    const query = side === 'request' ? 'reqheader.' : 'header.';
    rpc
      .request('complete', { ref, query, offset: query.length }, asked.signal)
      .then(({ items }) => setNames(items.map(({ label }) => label.slice(query.length, -1))))
      .catch(() => setNames([]));
    return () => asked.abort();
  }, [rpc, ref, side]);
  const add = () => {
    if (!valid) return;
    onAdd(side === 'request' ? `request:${wanted}` : wanted);
    onClose();
  };
  return (
    <form
      class="builder"
      aria-label={t('ui.addHeaderColumn')}
      data-region="builder"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <select
        class="field op"
        aria-label={t('ui.headerOf')}
        value={side}
        onChange={(event) => setSide(event.currentTarget.value === 'request' ? 'request' : 'response')}
      >
        <option value="response">{t('ui.response')}</option>
        <option value="request">{t('ui.request')}</option>
      </select>
      <input
        ref={input}
        class="field"
        type="text"
        spellcheck={false}
        aria-label={t('ui.headerName')}
        list="header-names"
        placeholder={t('ui.headerName')}
        aria-invalid={wanted !== '' && !valid}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <datalist id="header-names">
        {names.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <Button label={t('ui.addColumn')} primary disabled={!valid} onClick={add} />
      <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
    </form>
  );
}
