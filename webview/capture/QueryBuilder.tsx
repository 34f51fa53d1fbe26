import { useEffect, useRef, useState } from 'preact/hooks';
import type { CaptureView } from '../../src/analysis/views';
import { Button, IconButton } from '../ui/buttons';
import { useEditor } from '../ui/context';
import { type BuilderOperator, writePart } from '../ui/query';
import { t } from '../ui/strings';

interface Props {
  readonly fields: CaptureView['fields'];
  readonly onAdd: (part: string) => void;
  readonly onClose: () => void;
}

const amounts = new Set(['status', 'size', 'reqsize', 'duration', 'time', 'sid']);

/** A form that writes parts of a query for people who do not know the language; shows what it writes. */
export function QueryBuilder({ fields, onAdd, onClose }: Props) {
  const [field, setField] = useState(fields[0]?.name ?? 'host');
  const [operator, setOperator] = useState<BuilderOperator>('is');
  const [value, setValue] = useState('');
  const [values, setValues] = useState<readonly string[]>([]);
  const { rpc, ref } = useEditor();
  const first = useRef<HTMLSelectElement>(null);
  const part = writePart(field, operator, value);

  useEffect(() => first.current?.focus(), []);
  // The values of the capture are offered: who does not know the language need not guess them either.
  useEffect(() => {
    const asked = new AbortController();
    const query = `${field}:`;
    rpc
      .request('complete', { ref, query, offset: query.length }, asked.signal)
      .then(({ items }) => setValues(items.map(({ label }) => label)))
      .catch(() => setValues([]));
    return () => asked.abort();
  }, [rpc, ref, field]);
  const numeric = amounts.has(field);
  const add = () => {
    if (!part) return;
    onAdd(part);
    setValue('');
  };
  return (
    <form
      class="builder"
      aria-label={t('ui.queryBuilder')}
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
        ref={first}
        class="field"
        aria-label={t('ui.field')}
        value={field}
        onChange={(event) => {
          setField(event.currentTarget.value);
          if (!amounts.has(event.currentTarget.value) && operator !== 'not') setOperator('is');
        }}
      >
        {fields.map((each) => (
          <option key={each.name} value={each.name}>
            {each.description ? `${each.name}: ${each.description}` : each.name}
          </option>
        ))}
      </select>
      <select
        class="field op"
        aria-label={t('ui.operator')}
        value={operator}
        onChange={(event) => setOperator(event.currentTarget.value as BuilderOperator)}
      >
        <option value="is">{t('ui.operatorIs')}</option>
        <option value="not">{t('ui.operatorNot')}</option>
        {numeric ? <option value="more">{t('ui.operatorMore')}</option> : null}
        {numeric ? <option value="less">{t('ui.operatorLess')}</option> : null}
      </select>
      <input
        class="field"
        type="text"
        aria-label={t('ui.value')}
        list="builder-values"
        placeholder={t('ui.value')}
        value={value}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <datalist id="builder-values">
        {values.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <code>{part || `${field}:…`}</code>
      <Button label={t('ui.addToQuery')} primary disabled={!part} onClick={add} />
      <IconButton icon="close" label={t('ui.closeBuilder')} onClick={onClose} />
    </form>
  );
}
