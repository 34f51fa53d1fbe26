import type { container as english } from '../en/container';

/** Sentences of the area "container" in German. */
export const container: Record<keyof typeof english, string> = {
  'container.gzipLimit': 'Die Datei ist entpackt größer als {bytes} Bytes; der Rest wurde nicht gelesen.',
  'container.gzipDamaged': 'Die gepackte Datei ist abgeschnitten oder beschädigt; {bytes} Bytes ließen sich entpacken.',
  'container.wideTextLimit': 'Die Datei ist UTF-16 und größer als {megabytes} MB; der Rest wurde nicht gelesen.',
  'container.mailUnreadable': 'Die E-Mail ist nicht lesbar: Sie ist beschädigt oder hat ein anderes Format.',
  'container.attachmentDamaged': 'Der Anhang {name} der E-Mail ist beschädigt und wurde ausgelassen.',
  'container.mailTooLarge': 'Die E-Mail ist größer als {limit} Bytes und wurde nicht gelesen.',
  'container.innerIncomplete': '{name} ließ sich nicht vollständig entpacken.',
  'container.zipUnreadable': 'Das Archiv ist nicht lesbar: Es enthält keine Datei.',
  'container.zipPassword':
    'Das Archiv ist durch ein Kennwort geschützt; seine Dateien lassen sich auflisten, aber nicht lesen.',
  'container.zipEntryLimit': 'Das Archiv enthält {count} Dateien; die ersten {limit} sind aufgelistet.',
};
