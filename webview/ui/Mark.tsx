import type { MarkName, Severity } from '../../src/analysis/views';
import { Icon, type IconName } from './icons';
import { t } from './strings';

const marks: Record<MarkName, { icon: IconName; tone: string }> = {
  error: { icon: 'error', tone: 'err' },
  warning: { icon: 'warning', tone: 'warn' },
  note: { icon: 'note', tone: 'info' },
  passed: { icon: 'passed', tone: 'ok' },
  'never-asked': { icon: 'never', tone: 'dim' },
  'not-decrypted': { icon: 'lock', tone: 'dim' },
  better: { icon: 'up', tone: 'ok' },
  worse: { icon: 'downArrow', tone: 'err' },
  changed: { icon: 'dot', tone: 'dim' },
};

/** The word of a mark: "Error", "Passed", "Never asked". */
export function markWord(mark: MarkName): string {
  switch (mark) {
    case 'error':
      return t('ui.markError');
    case 'warning':
      return t('ui.markWarning');
    case 'note':
      return t('ui.markNote');
    case 'passed':
      return t('ui.markPassed');
    case 'never-asked':
      return t('ui.markNeverAsked');
    case 'not-decrypted':
      return t('ui.markNotDecrypted');
    case 'better':
      return t('ui.markBetter');
    case 'worse':
      return t('ui.markWorse');
    case 'changed':
      return t('ui.markChanged');
  }
}

/** The mark that stands for a severity. */
export function severityMark(severity: Severity): MarkName {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/** A mark: the shape carries the meaning, color repeats it, the accessible name says it a third time. */
export function Mark({ mark, silent }: { readonly mark: MarkName; readonly silent?: boolean }) {
  const { icon, tone } = marks[mark];
  if (silent) return <Icon name={icon} class={tone} />;
  return (
    <span class="mk" role="img" aria-label={markWord(mark)}>
      <Icon name={icon} class={tone} />
    </span>
  );
}
