import type { reports as english } from '../en/reports';

/** Sentences of the area "reports" in German. */
export const reports: Record<keyof typeof english, string> = {
  'reports.title': 'Edge-Synchronisierung: Befunde',
  'reports.verdict': 'Wahrscheinlichste Ursache: {title}.',
  'reports.more': '{count} weitere {count|Ursache|Ursachen} unten.',
  'reports.nothingFound': 'Es wurde nichts gefunden, das die Synchronisierung von Edge verhindert.',
  'reports.notAnswerable': 'Aus diesem Material nicht zu beantworten.',
  'reports.lookedAt': 'Was angesehen wurde',
  'reports.chain': 'Synchronisierungskette',
  'reports.findings': 'Befunde',
  'reports.ask': 'Fragen an den Kunden',
  'reports.checked':
    '{count} Bedingungen wurden geprüft, {open} waren aus diesem Material nicht zu beantworten. Wissensstand {date}.',
  'reports.severity': 'Schwere',
  'reports.severity.error': 'Fehler',
  'reports.severity.warning': 'Warnung',
  'reports.severity.information': 'Hinweis',
  'reports.severity.hint': 'Tipp',
  'reports.history': 'Vorgeschichte: Spätere Werte zeigen, dass es vorbei ist',
  'reports.who': 'Wer handeln muss',
  'reports.seen': 'Gesehen in',
  'reports.steps': 'Schritte',
  'reports.command.check': 'Prüfung',
  'reports.command.change': 'Änderung',
  'reports.explains': 'Das erklärt:',
  'reports.inSession': '{file}, Sitzung {sid}',
  'reports.inLine': '{file}, Zeile {line}',
  'reports.moreEvidence': '{count} weitere',
};
