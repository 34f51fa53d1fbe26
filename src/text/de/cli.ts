import type { cli as english } from '../en/cli';

/** Sentences of the area "cli" in German. */
export const cli: Record<keyof typeof english, string> = {
  'cli.usage':
    'Aufruf: edge-sync-inspector BEFEHL ...\n  findings DATEI...        [--format text|json|sarif|markdown] [--fail-on error|warning]\n  sessions MITSCHNITT      [--filter ABFRAGE] [--format text|json]\n  show MITSCHNITT SID      [--part request|response|token|license|sync|timing] [--format text|json] [--reveal]\n  decode [DATEI]           [--format text|json] [--jwks DATEI] [--reveal]\n  redact DATEI --out DATEI [--report DATEI]\n  compare A B              [--format text|json|markdown]\n  knowledge [ID]           [--format text|json]\nÜberall: --lang en|de, --password TEXT, --password-stdin',
  'cli.unknownCommand': 'Es gibt keinen Befehl „{value}“.',
  'cli.unknownOption': 'Die Option {value} gibt es hier nicht.',
  'cli.missingValue': 'Die Option {value} braucht einen Wert.',
  'cli.badValue': 'Dieser Wert passt nicht: {value}',
  'cli.operands': 'Die Dateien passen nicht: {value}',
  'cli.failed': 'Das ging nicht: {reason}',
  'cli.unreadable': '{path} ist nicht lesbar: {reason}',
  'cli.passwordNeeded': '{path} ist geschützt. Geben Sie --password oder --password-stdin an.',
  'cli.passwordWrong': 'Das Kennwort öffnet {path} nicht.',
  'cli.noCapture': '{path} ist kein Mitschnitt.',
  'cli.severalCaptures': '{path} enthält {count} Mitschnitte; dies ist {shown}.',
  'cli.noFindings': 'Keine Befunde; {count} Bedingungen wurden geprüft.',
  'cli.sessionCount': '{shown} von {total} Sitzungen',
  'cli.history': 'Vorgeschichte',
  'cli.more': 'und {count} weitere',
  'cli.nothingDecoded': 'Es wurde nichts gefunden, das sich erklären lässt.',
  'cli.guidance': 'Anleitung',
  'cli.noSession': 'Eine Sitzung {value} gibt es nicht.',
  'cli.noPart': 'Sitzung {session} hat nichts für „{part}“.',
};
