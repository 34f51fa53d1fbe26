import type { har as english } from '../en/har';

/** Sentences of the area "har" in German. */
export const har: Record<keyof typeof english, string> = {
  'har.jsonp': 'JSONP-Hülle entfernt: Die Datei ist ein Aufruf von {name}(...).',
  'har.noLog': 'Keine HAR-Datei: log fehlt.',
  'har.noEntries': 'Keine HAR-Datei: log.entries fehlt.',
  'har.faultPropertyName':
    'Kein gültiges JSON: Zeile {line}, Spalte {column}: Der Name einer Eigenschaft muss in doppelten Anführungszeichen stehen.',
  'har.faultColon': 'Kein gültiges JSON: Zeile {line}, Spalte {column}: Auf den Namen muss ein Doppelpunkt folgen.',
  'har.faultComma':
    'Kein gültiges JSON: Zeile {line}, Spalte {column}: Hier muss ein Komma oder eine schließende Klammer stehen.',
  'har.faultValue': 'Kein gültiges JSON: Zeile {line}, Spalte {column}: Hier muss ein Wert stehen.',
  'har.faultBracket': 'Kein gültiges JSON: Zeile {line}, Spalte {column}: Diese Klammer schließt nichts Offenes.',
  'har.faultControlCharacter':
    'Kein gültiges JSON: Zeile {line}, Spalte {column}: In einer Zeichenkette steht ein Steuerzeichen ohne Escape.',
  'har.faultEscape': 'Kein gültiges JSON: Zeile {line}, Spalte {column}: Diese Escape-Folge gibt es nicht.',
  'har.faultTrailing': 'Kein gültiges JSON: Zeile {line}, Spalte {column}: Nach dem Ende folgt noch Text.',
  'har.cut':
    'Die Datei ist abgeschnitten: Sie endet in Zeile {line}, Spalte {column}, bevor das JSON zu Ende ist. {count} {count|Eintrag war|Einträge waren} lesbar.',
  'har.cutInEntry':
    'Die Datei ist abgeschnitten: Sie endet in Zeile {line}, Spalte {column} mitten in Eintrag {entry}, der bei Byte {byte} beginnt. {count} {count|Eintrag davor war|Einträge davor waren} lesbar.',
  'har.strays':
    '{count} {count|Element|Elemente} von log.entries {count|ist kein Objekt und wurde|sind keine Objekte und wurden} ausgelassen.',
  'har.entryUnreadable': 'Eintrag {entry} ist nicht lesbar: Er ist kein gültiges JSON.',
  'har.entryDamaged': 'Dieser Eintrag ist kein gültiges JSON; gezeigt wird, was sich lesen ließ.',
  'har.noRequest': 'Der Eintrag enthält keine Anforderung.',
  'har.noResponse': 'Der Eintrag enthält keine Antwort.',
  'har.sanitized':
    'Dieser Export enthält weder Cookies noch Authorization-Header. Neuere DevTools lassen sie weg, wenn nicht ausdrücklich vertrauliche Daten verlangt werden; ein fehlender Authorization-Header beweist deshalb nichts.',
  'har.bodyEscape': 'Der Text enthält Escape-Folgen, die JSON nicht kennt; sie stehen hier wie in der Datei.',
  'har.bodyLimit': 'Der Inhalt ist länger als {limit} Bytes; der Rest wurde nicht gelesen.',
  'har.bodyBase64': 'Der Inhalt ist als Base64 bezeichnet, ist es aber nicht; er steht hier wie in der Datei.',
  'har.bodyDamaged': 'Der Inhalt lässt sich nicht als {encoding} dekodieren; er ist beschädigt oder abgeschnitten.',
  'har.bodyWriterLimit':
    'Der Inhalt fehlt in der Datei: Er war beim Schreiben länger als die Grenze, die Fiddler für HAR-Exporte setzt.',
  'har.bodyNotKept': 'Der Inhalt fehlt in der Datei: Das Programm, das sie geschrieben hat, hat ihn nicht aufgehoben.',
  'har.textCut':
    'Die Datei endet ohne die Strichzeile, die Fiddler hinter jede Sitzung schreibt; ihr Ende fehlt vermutlich.',
  'har.textNoSession': 'Der Text bei Byte {byte} ist keine HTTP-Sitzung und wurde ausgelassen.',
  'har.textNoResponse': 'Es wurde keine Antwort aufgezeichnet.',
  'har.resumed':
    'Die Einträge zwischen Byte {from} und Byte {byte} sind beschädigt und wurden ausgelassen; dahinter ging es weiter.',
};
