import type { artifacts as english } from '../en/artifacts';

/** Sentences of the area "artifacts" in German. */
export const artifacts: Record<keyof typeof english, string> = {
  'artifacts.problemEmpty': 'Die Datei ist leer.',
  'artifacts.problemTextLimit': 'Der Text ist größer als {megabytes} MB. Nur sein Anfang wurde gelesen.',
  'artifacts.problemImage':
    'Dies ist ein Bild. Ein Screenshot lässt sich nicht auswerten: Bitten Sie um den Text der Seite oder um den Dump als Datei.',
  'artifacts.problemEventLog':
    'Dies ist ein binäres Windows-Ereignisprotokoll. Bitten Sie um die Ereignisse als Text oder CSV, zum Beispiel mit Get-WinEvent exportiert.',
  'artifacts.problemPdf': 'Dies ist ein PDF-Dokument. Bitten Sie um den Dump oder das Protokoll als Textdatei.',
  'artifacts.problemUnknown': 'Dies ist eine Binärdatei einer Art, die hier nicht gelesen wird.',
};
