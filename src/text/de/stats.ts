/** Sentences of the area "stats" in German: what the values of the About page mean. Keys start with "stats.". */
export const stats = {
  'stats.values': 'Bekannte Werte: {values}',
  'stats.notDocumented': 'Nicht dokumentiert: Weder Bedeutung noch Werte sind bekannt.',
  'stats.basisSource': 'Bekannt aus dem Quelltext von Chromium.',
  'stats.basisDocumented': 'Von Microsoft dokumentiert.',
  'stats.basisObserved': 'In Dumps gesehen; nicht dokumentiert, andere Werte sind also möglich.',
  'stats.basisInferred': 'Aus Dumps geschlossen; nicht dokumentiert.',
  'stats.transportState':
    'Gesamtzustand der Synchronisierung. Active ist gut. Paused heißt, dass das Anmeldetoken verloren ging; bei Disabled steht der Grund unter Disable Reasons. Die übrigen gehen vorüber: Sie zählen nur, wenn ein zweites Dump dasselbe zeigt.',
  'stats.userActionableError': 'Was der Browser vom Benutzer verlangt. None ist gut.',
  'stats.disableReasons':
    'Warum die Synchronisierung aus ist; mehrere Gründe stehen durch Kommas getrennt. None ist gut.',
  'stats.syncFeatureEnabled':
    'Ob der Benutzer die Synchronisierung eingeschaltet hat. False ist für sich kein Fehler, solange Transport State Active ist.',
  'stats.setupInProgress': 'Die Einrichtung ist nicht abgeschlossen. Zählt nur, wenn es bei true bleibt.',
  'stats.authError': 'Letzter Anmeldezustand des Browsers und seit wann. Alles, was mit OK since beginnt, ist gut.',
  'stats.syncAccountType':
    'Art des Kontos: AAD ist ein Geschäfts-, Schul- oder Unikonto, MSA ein persönliches. Ihre Schlüssel kommen von verschiedenen Diensten.',
  'stats.sovereignty': 'Vermutlich die Cloud, zu der das Konto gehört.',
  'stats.engineState': 'Innere Zustände als Paare aus Name und Wert. Eine BlockReason nennt, worauf der Start wartet.',
  'stats.clientVersion': 'Produkt, System, Version, Revision und Kanal des Browsers.',
  'stats.serverUrlEdge':
    'Adresse des Synchronisierungsdienstes. Leer heißt, dass die Einrichtung hängt, bevor der Dienst genannt wurde.',
  'stats.serverUrlChromium': 'Adresse des Synchronisierungsservers; Uninitialized bei einem lokalen Speicher.',
  'stats.serverEnvironment': 'Welcher Dienst für das Konto gewählt wurde. Kann leer sein.',
  'stats.fetchResult':
    'Ob der Browser seinen Synchronisierungsdienst erfragen konnte. Bekannt ist nur SUCCESS; jeder andere Wert ist ein Fehler.',
  'stats.fetchMessage': 'Worte zum Fehler; leer, wenn die Anfrage gelang.',
  'stats.clientId': 'Kennung dieses Browsers beim Server. Sie kennzeichnet das Gerät.',
  'stats.username': 'Das angemeldete Konto. Personenbezogen.',
  'stats.syncConsent': 'Ob das Konto für die Synchronisierung oder nur für die Anmeldung gewählt wurde.',
  'stats.requestedToken': 'Wann zuletzt ein Zugriffstoken für den Dienst angefordert wurde.',
  'stats.receivedToken': 'Wann die letzte Antwort auf eine Tokenanforderung kam.',
  'stats.tokenResult':
    'Ausgang der letzten Tokenanforderung. Alles außer OK ist ein Fehler der Anmeldung, nicht der Synchronisierung.',
  'stats.hasToken': 'Ob der Browser ein Zugriffstoken hat. False ist normal, solange niemand angemeldet ist.',
  'stats.nextToken': 'Wann der nächste Versuch geplant ist.',
  'stats.lastTokenError':
    'Der letzte Fehler, den es gab; er kann alt sein und zählt nicht, solange Has Token true und das letzte Ergebnis OK ist. Die drei Zahlen hinter EDGE_AUTH_ERROR sind nicht dokumentiert.',
  'stats.msaDownload':
    'Ausgang des Abrufs des Schlüssels eines persönlichen Kontos. Uninitialized ist bei einem Geschäfts- oder Schulkonto normal.',
  'stats.msaNetError': 'Netzwerkfehler dieser Anfrage; 0 heißt keiner.',
  'stats.msaHttp': 'HTTP-Status dieser Anfrage; 0 heißt, es gab keine.',
  'stats.msaProcess': 'Ob die abgerufenen Schlüssel lesbar waren.',
  'stats.msaSet': 'Ob die abgerufenen Schlüssel übernommen wurden.',
  'stats.msaCount': 'Anzahl abgerufener Schlüssel; 0 ist bei einem Geschäfts- oder Schulkonto normal.',
  'stats.unpackResult': 'Ob die von der Rechteverwaltung geschützten Schlüssel geöffnet werden konnten.',
  'stats.mipResult':
    'Antwort der Information-Protection-Bibliothek auf den letzten Schlüsselvorgang. Success und No permissions sind dokumentiert; jeder andere Wert deutet auf die Konfiguration des Dienstes, und Uninitialized heißt, dass es keinen Aufruf gab.',
  'stats.lastKeyStatus': 'Zustand des Schlüssels und wann er gelesen wurde; beginnt mit Normal, wenn alles stimmt.',
  'stats.newKeyState': 'Ob gerade ein neuer Schlüssel entsteht.',
  'stats.keyCommit': 'Antwort des Dienstes auf einen neuen Schlüssel.',
  'stats.aadSet': 'Ob die Schlüssel übernommen wurden. Success ist gut.',
  'stats.keyCount':
    'Anzahl geöffneter oder abgelegter Schlüssel. 0 zusammen mit einem Verschlüsselungsfehler heißt, dass kein Schlüssel ankam.',
  'stats.serverConnection': 'Letzter Kontakt zum Server und seit wann. Die beiden Fehlerwerte zählen als Fehler.',
  'stats.lastSynced': 'Wie lange der letzte Durchlauf zum Zeitpunkt des Dumps her war.',
  'stats.firstSetup': 'Ob die erste Einrichtung abgeschlossen wurde.',
  'stats.cycleOngoing': 'Ob beim Erstellen des Dumps ein Durchlauf lief.',
  'stats.localBackend': 'Ob ein Ordner an die Stelle des Dienstes tritt. True heißt, dass nichts in die Cloud geht.',
  'stats.localPath': 'Dieser Ordner. Er kann einen Benutzernamen enthalten.',
  'stats.throttled': 'Ob der Server oder wiederholte Fehler die Synchronisierung bremsen.',
  'stats.retryTime': 'Wann der nächste Versuch kommt.',
  'stats.notifications': 'Ob Push-Nachrichten Änderungen ankündigen. False verzögert sie nur bis zur nächsten Abfrage.',
  'stats.explicitPassphrase': 'True, wenn der Benutzer eine eigene Passphrase gesetzt hat.',
  'stats.passphraseRequired':
    'True, wenn sich Daten ohne Passphrase oder Schlüssel nicht entschlüsseln lassen. Bei kKeystorePassphrase liegt es am Schlüsseldienst, nicht an einer Passphrase des Benutzers.',
  'stats.cryptoReady': 'Ob ein Schlüssel zum Verschlüsseln da ist. False bei aktivem Transport State ist ein Fehler.',
  'stats.pendingKeys': 'Es sind Schlüssel angekommen, die sich noch nicht öffnen lassen. True ist ein Fehler.',
  'stats.encryptedTypes': 'Datentypen, die vor dem Versand verschlüsselt werden.',
  'stats.keystoreKey': 'Ob ein Schlüssel des Dienstes bekannt ist.',
  'stats.keystoreMigration': 'Wann das Konto auf Schlüssel des Dienstes umgestellt wurde.',
  'stats.passphraseType':
    'Was die Daten schützt: kKeystorePassphrase ist ein Schlüssel des Dienstes, kCustomPassphrase eine Passphrase des Benutzers.',
  'stats.passphraseTime': 'Wann die Passphrase des Benutzers gesetzt wurde.',
  'stats.trustedVault': 'Zustand eines Schutzes durch Geräteschlüssel. Uninitialized ist normal.',
  'stats.nextKeyRequest': 'Wann der Browser den Schlüsseldienst erneut fragt.',
  'stats.syncSource': 'Was den letzten Durchlauf auslöste.',
  'stats.getKeyFailed': 'Ob der Abruf des Schlüssels vom Dienst scheiterte. True ist ein Fehler.',
  'stats.stepResult':
    'Ausgang dieses Schritts im letzten Durchlauf. Alles außer Success ist ein Fehler; die Klammer nennt ihn.',
  'stats.runningTotals': 'Anzahl seit dem Start des Browsers.',
  'stats.thisCycle': 'Anzahl im laufenden Durchlauf.',
  'stats.lastCycle': 'Anzahl im letzten abgeschlossenen Durchlauf.',
  'stats.nudges': 'Wie oft dies einen Durchlauf auslöste.',
};
