import type { diagnosis as english } from '../en/diagnosis';

/** Sentences of the area "diagnosis" in German. */
export const diagnosis: Record<keyof typeof english, string> = {
  'diagnosis.chainNoMaterial': 'Nichts im Material zeigt diesen Schritt.',
  'diagnosis.chainNeverAsked': 'Die Aufzeichnung enthält keine Anfrage dieses Schritts.',
  'diagnosis.chainNotDecrypted':
    'Dorthin führen nur nicht entschlüsselte Tunnel; bitte die HTTPS-Entschlüsselung einschalten.',
  'diagnosis.chainTunnelRefused': 'Es kam kein Tunnel zum Dienst zustande.',
  'diagnosis.chainNoAnswer': 'Es kam keine Antwort.',
  'diagnosis.chainStatus': 'Die letzte Antwort war HTTP {status}.',
  'diagnosis.chainAnswered': '{count} {count|Anfrage wurde|Anfragen wurden} ordnungsgemäß beantwortet.',
  'diagnosis.chainFailedBy': 'Fehlgeschlagen: {condition}.',
  'diagnosis.chainTokenUsed': 'Die Anmeldung geschah früher; die Anfragen tragen ein Token.',
  'diagnosis.chainPersonal': 'Ein persönliches Konto braucht keine Rights-Management-Lizenz.',
  'diagnosis.chainSignedOut': 'Es ist niemand angemeldet.',
  'diagnosis.chainHasToken': 'Laut Dump ist ein Token vorhanden.',
  'diagnosis.chainNoToken': 'Laut Dump gibt es kein Token.',
  'diagnosis.chainMipResult': 'Last MIP Result: {result}',
  'diagnosis.chainConnection': 'Server Connection: {connection}',
  'diagnosis.chainNotifications': 'Laut Dump sind Benachrichtigungen eingeschaltet.',
  'diagnosis.needsArtifact': 'Dafür wird eines davon gebraucht: {kinds}.',
  'diagnosis.needsPassword': 'Die Aufzeichnung ist verschlüsselt, das Kennwort fehlt.',
  'diagnosis.notDecrypted': 'Die Aufzeichnung zeigt diese Hosts nur als nicht entschlüsselte Tunnel.',
  'diagnosis.bodiesLeftOut':
    'Nicht entschieden: Die Inhalte von {count} {count|Sitzung|Sitzungen} wurden aus Zeitgründen nicht gelesen.',
  'diagnosis.unknownCondition': 'Eine Bedingung „{id}“ gibt es nicht.',
  'diagnosis.unknownSeverity':
    'Der Schweregrad „{value}“ der Bedingung „{id}“ ist keiner von error, warning, information, hint, off.',
  'diagnosis.badExpression':
    'Bedingung „{id}“, Belegzeile {row}: Der Ausdruck in {what} wird nicht verstanden (kein Look-ahead, keine Rückverweise).',
  'diagnosis.conditionsNoList': 'Die eigenen Bedingungen sind keine Liste.',
  'diagnosis.badCondition': 'Die eigene Bedingung Nummer {number} entfällt: „{field}“ fehlt oder ist falsch.',
  'diagnosis.noResetPassphrase':
    'Ein Zurücksetzen wird nicht angeboten: Die Daten haben eine eigene Passphrase, ihre Eingabe genügt.',
  'diagnosis.noResetIdentity':
    'Ein Zurücksetzen wird nicht angeboten: Die Anmeldung schlägt fehl, dagegen hilft es nicht.',
  'diagnosis.noResetUnproven':
    'Ein Zurücksetzen wird nicht angeboten: Es setzt einen Kryptografiefehler und als Last MIP Result „Success“ oder „No permissions“ voraus.',
  'diagnosis.noSignOut':
    'Abmelden ist nicht möglich (NonRemovableProfileEnabled): stattdessen die Daten neu auf dieses Gerät synchronisieren.',
  'diagnosis.changeUnproven': '{command} wird nicht angeboten: Nichts im Material belegt den Zustand, den es ändert.',
  'diagnosis.noRmsChange':
    'Änderungen an Rights Management werden nicht angeboten: In diesem Fall ist von AD RMS oder HYOK die Rede.',
  'diagnosis.tenantsDiffer': 'Es kommen mehrere Mandanten vor: {tenants}.',
  'diagnosis.accountsDiffer': 'Es kommen {count} verschiedene Konten vor.',
  'diagnosis.clockBehind':
    'Die Uhr des aufgezeichneten Rechners geht gegenüber den Servern etwa {minutes} {minutes|Minute|Minuten} nach.',
  'diagnosis.clockAhead':
    'Die Uhr des aufgezeichneten Rechners geht gegenüber den Servern etwa {minutes} {minutes|Minute|Minuten} vor.',
  'diagnosis.timesApart': 'Zwischen Dump und Aufzeichnung liegen etwa {hours} {hours|Stunde|Stunden}.',
};
