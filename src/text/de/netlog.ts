import type { netlog as english } from '../en/netlog';

/** Sentences of the area "netlog" in German. */
export const netlog: Record<keyof typeof english, string> = {
  'netlog.noConstants': 'Kein lesbares NetLog: Die Tabellen der Ereignistypen fehlen oder sind abgeschnitten.',
  'netlog.version':
    'Das NetLog hat die Formatversion {version}; bekannt ist nur Version 1. Gezeigt wird, was dazu passt.',
  'netlog.cut':
    'Die Datei ist bei Byte {byte} abgeschnitten. {count} {count|Ereignis davor war|Ereignisse davor waren} lesbar.',
  'netlog.damaged':
    '{count} {count|Zeile ist kein Ereignis und wurde|Zeilen sind keine Ereignisse und wurden} ausgelassen.',
  'netlog.authorization':
    'Obwohl im Modus {mode} aufgezeichnet, zeigt diese Datei noch Authorization-Header im Klartext. Bitte vertraulich behandeln.',
  'netlog.stripped':
    'Im Modus {mode} aufgezeichnet: Cookies und Authorization-Werte sind durch ihre Länge ersetzt, Inhalte fehlen.',
  'netlog.noBody': 'Der Inhalt fehlt in der Datei: Nur Aufzeichnungen mit Rohdaten enthalten Inhalte.',
  'netlog.cached': 'Die Antwort kam aus dem Cache; ihre Header wurden nicht aufgezeichnet.',
};
