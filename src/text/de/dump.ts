import type { dump as english } from '../en/dump';

/** Sentences of the area "dump" in German. */
export const dump: Record<keyof typeof english, string> = {
  'dump.problemCut': 'Der Dump endet hier, bevor er vollständig ist. Alles bis zu dieser Stelle wurde gelesen.',
  'dump.problemTitleCut':
    'Der Titel des Abschnitts ist abgeschnitten. Seine Werte werden allein nach ihrem Namen zugeordnet.',
  'dump.problemValueCut': 'Der Wert ist abgeschnitten. Er wurde bis zu dieser Stelle gelesen.',
  'dump.problemNodeLine':
    'Diese Zeile ist kein Synchronisierungsknoten mit 14 Feldern. Sie fehlt in der Liste der Knoten.',
  'dump.problemNoAbout': 'Der Dump hat einen Kopf, aber sein Statusteil war nicht lesbar.',
  'dump.problemHtmlPart': 'Die gespeicherte Seite enthält keinen lesbaren Teil mit dem Seiteninhalt.',
};
