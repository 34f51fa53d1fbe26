import type { codes as english } from '../en/codes';
import { aadsts } from './codes/aadsts';
import { aadstsHigh } from './codes/aadstsHigh';
import { hresults } from './codes/hresults';

/** Sentences of the area "codes" in German. */
export const codes: Record<keyof typeof english, string> = {
  ...aadsts,
  ...aadstsHigh,
  ...hresults,
  'codes.timeSame': 'zur selben Zeit',
  'codes.timeBefore': '{duration} davor',
  'codes.timeAfter': '{duration} danach',
  'codes.timeUnixSeconds': 'Sekunden seit 1970: {utc}, lokal {local}',
  'codes.timeUnixMilliseconds': 'Millisekunden seit 1970: {utc}, lokal {local}',
  'codes.timeUnixMicroseconds': 'Mikrosekunden seit 1970: {utc}, lokal {local}',
  'codes.timeWindowsMicroseconds': 'Mikrosekunden seit 1601 (Chromium): {utc}, lokal {local}',
  'codes.timeFiletime': 'Windows-Dateizeit: {utc}, lokal {local}',
  'codes.timeDotnet': '.NET-Ticks: {utc}, lokal {local}',
  'codes.timeText': '{utc}, lokal {local}',
  'codes.timeTextNoZone': '{utc}, falls UTC gemeint ist (der Text nennt keine Zone), lokal {local}',
  'codes.aadsts': 'AADSTS{code}{name}: {text}',
  'codes.aadstsTitle': 'AADSTS{code} {name}',
  'codes.aadstsUnknown':
    'AADSTS{code}: nicht in der veröffentlichten Liste. Den aktuellen Text zeigt Microsoft unter https://login.microsoftonline.com/error?code={code}',
  'codes.aadstsLink': 'Aktueller Text: https://login.microsoftonline.com/error?code={code}',
  'codes.hresultTitle': '{hex} (ohne Vorzeichen {unsigned}, mit Vorzeichen {signed}){name}',
  'codes.hresultNamed':
    'Heißt {name}: ein Ergebnis des Clients für persönliche Konten. Die Bedeutung ist nur aus dem Namen gelesen: neu anmelden, Netzwerk prüfen.',
  'codes.hresultObserved': 'Nur in öffentlichen Protokollen gesehen, nicht dokumentiert.',
  'codes.hresultUnknown': '{hex}: hier kein dokumentierter Ergebniscode.',
  'codes.familyClient': 'Vermutlich braucht der Client eine interaktive Anmeldung (Familie 0xCAA1).',
  'codes.familyOauth': 'Vermutlich ein OAuth-Fehler des Tokendienstes (Familie 0xCAA2): den AADSTS-Text daneben lesen.',
  'codes.familyNetwork': 'Ein Netzwerkfehler des Tokenbrokers (Familien 0xCAA3, 0xCAA7, 0xCAA8).',
  'codes.familyNetworkWin':
    'Ein Netzwerkfehler des Tokenbrokers; das niedere Wort ist die WinINet-Nummer {number}{name}.',
  'codes.familyBroker': 'Vermutlich ein Fehler des Tokenbrokers oder des Systems (Familie 0xCAA5).',
  'codes.familyProtocol': 'Vermutlich ein Protokoll- oder WS-Trust-Fehler (Familie 0xCAA9).',
  'codes.familyOnline': 'Zustand eines persönlichen Microsoft-Kontos (Familie 0x8086).',
  'codes.familyPpcrl': 'Client für persönliche Konten (Familie 0x80048).',
  'codes.familyCloudAp': 'Cloud-Anmeldung von Windows (Familie 0xC00484).',
  'codes.familyDevice': 'Geräteregistrierung (Familie 0x801C).',
  'codes.familyNtstatus': 'Ein NTSTATUS-Code von Windows.',
  'codes.edgeAuthKnown':
    'Letzter Tokenfehler: {primary}, {secondary}. Namen wie in Edge 151 gelesen; andere Versionen können anders zählen.',
  'codes.edgeAuthUnknown':
    'Letzter Tokenfehler {value}: ein Anmeldeproblem, kein Synchronisierungsproblem. Nicht öffentlich dokumentiert: {unknown}.',
  'codes.edgeAuthPart': '{part} {number} heißt in Edge 151 {name} (eine Quelle).',
  'codes.edgeAuthNoPlatform': 'Kein Plattformfehler.',
  'codes.edgeAuthPlatform': 'Der Plattformteil liest sich als {hex}.',
  'codes.edgeAuthAccount': 'Kontoart {type}.',
  'codes.edgeAuthOld': 'Danach wurde ein Token bezogen; dieser Fehler kann alt sein.',
  'codes.edgeAuthLook':
    'Zuerst Has Token, Last Token Request Result sowie die Zeiten Requested und Received ansehen: Die Zeile ist der letzte Fehler und kann alt sein.',
  'codes.edgeAuthFix':
    'Bekannte Abhilfe bei einem persönlichen Konto: unter Beibehaltung der Daten abmelden und neu anmelden; hilft das nicht, ein neues Profil.',
  'codes.edgeIdentity': 'Anmeldeprotokoll von Edge: primärer Fehler {primary}, sekundärer Fehler {secondary}.',
  'codes.edgeIdentityNoAccount': 'Kein Windows-Standardkonto zum Anmelden; harmlos.',
  'codes.edgeIdentityNoSession': 'Keine Anmeldesitzung: Edge lief als SYSTEM oder unter einem anderen Konto.',
  'codes.edgeIdentityInteraction': 'Das persönliche Konto braucht eine interaktive Anmeldung.',
  'codes.suberror': 'OAuth-Unterfehler {name}.',
  'codes.suberrorBasicAction': 'Unterfehler basic_action: Eine erneute Anmeldung behebt das.',
  'codes.suberrorAdditionalAction':
    'Unterfehler additional_action: Vor der Anmeldung ist außerhalb etwas zu tun, zum Beispiel am Gerät.',
  'codes.suberrorMessageOnly': 'Unterfehler message_only: Die Anmeldung zeigt eine Meldung und führt nicht weiter.',
  'codes.suberrorPassword': 'Unterfehler user_password_expired: Das Kennwort ist abgelaufen.',
  'codes.suberrorBadToken':
    'Unterfehler {name}: Das Aktualisierungstoken wird nicht mehr angenommen; eine neue Anmeldung ist nötig.',
  'codes.suberrorProtection':
    'Unterfehler protection_policy_required: Der bedingte Zugriff verlangt auf diesem Gerät eine App-Schutzrichtlinie.',
  'codes.suberrorDevice': 'Unterfehler device_authentication_failed: Das Gerät konnte sich nicht ausweisen.',
  'codes.msal': 'Status {number} von MSAL Runtime ({name}).',
  'codes.msalUnknown': 'Status {number} von MSAL Runtime: kein öffentlicher Status.',
  'codes.oauth': 'OAuth-Fehler {name}.',
  'codes.oauthInvalidGrant':
    'OAuth invalid_grant: Aktualisierungstoken, Code oder Assertion gilt nicht mehr; der AADSTS-Code sagt, warum.',
  'codes.oauthInteractionRequired':
    'OAuth interaction_required: Der Benutzer muss sich interaktiv anmelden; eine stille Anfrage kommt nicht weiter.',
  'codes.oauthLoginRequired': 'OAuth login_required: Niemand ist angemeldet.',
  'codes.oauthConsentRequired': 'OAuth consent_required: Die Zustimmung für die Anwendung fehlt.',
  'codes.oauthInsufficientClaims':
    'OAuth insufficient_claims: Der Dienst verlangt ein neues Token mit weiteren Angaben (bedingter Zugriff).',
  'codes.oauthInvalidToken':
    'OAuth invalid_token: Der Dienst lehnt das Token als abgelaufen, widerrufen oder fehlerhaft ab.',
  'codes.oauthAccessDenied': 'OAuth access_denied: vom Benutzer, einem Administrator oder einer Richtlinie abgelehnt.',
  'codes.oauthTemporarilyUnavailable':
    'OAuth temporarily_unavailable: Der Dienst ist ausgelastet; ein späterer Versuch kann gelingen.',
  'codes.netDns': 'net::{name} ({number}): Der Hostname ließ sich nicht auflösen (DNS).',
  'codes.netTls':
    'net::{name} ({number}): Die sichere Verbindung wurde nicht angenommen (Zertifikat oder TLS; vielleicht prüft ein Proxy).',
  'codes.netProxy': 'net::{name} ({number}): Der Proxy ließ die Anfrage nicht durch.',
  'codes.netOffline': 'net::{name} ({number}): Das Gerät hatte in diesem Moment kein brauchbares Netzwerk.',
  'codes.netConnection': 'net::{name} ({number}): Die Verbindung kam nicht zustande oder brach ab.',
  'codes.netBlocked':
    'net::{name} ({number}): auf dem Gerät durch Software, eine Erweiterung oder Richtlinie gesperrt.',
  'codes.netOther': 'net::{name} ({number}): Netzwerkfehler des Browsers.',
  'codes.netUnknown': 'net::{name}: Netzwerkfehler des Browsers, nicht in der Tabelle.',
  'codes.winHttp': 'WinHTTP/WinINet {number}: ERROR_{name}.',
  'codes.googleAuth':
    'GoogleServiceAuthError {number}: {name} (Chromium). Mit den Nummern von EDGE_AUTH_ERROR hat das nichts zu tun.',
  'codes.headerMise':
    'Kennung der Tokenprüfung im Dienst (MISE): Die Anfrage erreichte vermutlich den Dienst und nicht nur das Front-End. Der Support kann danach suchen.',
  'codes.headerMsRequestId': 'Anfragekennung des Dienstes; beim Tokendienst gleich der Trace-ID.',
  'codes.headerClientRequestId': 'Vom Client gewählte Anfragekennung.',
  'codes.headerRequestId': 'Anfragekennung des Dienstes.',
  'codes.headerCorrelationId':
    'Korrelations-ID über mehrere Anfragen; das Anmeldeprotokoll lässt sich danach durchsuchen.',
  'codes.headerEstsServer': 'Version und Ort des Tokendienstes, der geantwortet hat.',
  'codes.headerPrt': 'Nachweis des primären Aktualisierungstokens des Geräts. Geheim.',
  'codes.headerDeviceCredential': 'Nachweis der Geräteregistrierung. Geheim.',
  'codes.headerRmsRequestId':
    'Kennungen einer Anfrage an Rights Management: Szenario; Korrelation. MIP-Protokolle nennen sie HttpRequest.Id.',
  'codes.rmsClient': 'Client: {app} {version} auf {platform}, MIP-SDK {sdk}.',
  'codes.headerRmsPlatform': 'Beschreibt den Client gegenüber Rights Management: Anwendung, Version, SDK.',
  'codes.headerClientData': 'Nummern der im Browser aktiven Experimente.',
  'codes.headerSyncToken': 'Token des Synchronisierungsdienstes; seine Verwendung ist nicht dokumentiert. Geheim.',
  'codes.headerRateRule': 'Name der angewandten Drosselungsregel; eine Beobachtung Dritter.',
  'codes.headerRetryAfter':
    'Wartezeit bis zum nächsten Versuch. Der Synchronisierungsclient von Chromium beachtet sie nicht; ob Edge es tut, ist nicht dokumentiert.',
  'codes.headerNoCache': 'Azure Front Door: laut Konfiguration nicht zwischengespeichert.',
  'codes.headerSanitized': 'Von Fiddler entfernt: Der Wert steht nicht in der Datei.',
  'codes.headerCache': 'Cachezustand von Azure Front Door.',
  'codes.afsTracking': 'Spur des Synchronisierungsdienstes: Sein Back-End hat geantwortet.',
  'codes.afsRegion': 'Vermutlich Azure-Region {region} ({geo}, Stempel {stamp}), Umgebung {environment}.',
  'codes.afsMigration': 'Migrationsstufe {stage}; die Bedeutung ist nicht dokumentiert.',
  'codes.afsMultitenant': 'Vermutlich die öffentliche Mehrmandanten-Cloud.',
  'codes.edgeRef': 'Front-End des Microsoft-Netzes, Anfragekennung {id}.',
  'codes.edgeRefSite': 'Standort {site}: {place}.',
  'codes.edgeRefUnknownSite': 'Standort {site}: nicht in der Azure-Front-Door-Liste.',
  'codes.edgeRefTime': 'Zeit am Front-End: {time}.',
  'codes.vector':
    'Korrelationsvektor {base}, {spans} {spans|Abschnitt|Abschnitte}: verbindet die Einträge aller Dienste mit dieser Anfrage.',
  'codes.vectorClient': 'Korrelationsvektor des Clients, {base}: Debug-Ereignisse späterer Anfragen nennen ihn.',
  'codes.vectorUnknown': 'Korrelationsvektor in unbekannter Form.',
  'codes.clientInfo': 'Client: {app} {version} ({channel}), {os}, Region {region}.',
  'codes.challenge': 'Der Dienst verlangt eine Authentifizierung mit {scheme}.',
  'codes.challengeClaims':
    'Claims Challenge: Der Dienst verlangt ein neues Token mit weiteren Angaben (bedingter Zugriff). Der Client muss sich neu anmelden.',
  'codes.challengeError': 'Fehler: {error}.',
  'codes.challengeClaimsText': 'Verlangte Angaben: {claims}',
  'codes.clientTelemetryFine': 'Telemetrie des Tokendienstes: kein Fehler.',
  'codes.clientTelemetry': 'Telemetrie des Tokendienstes: Fehler {error}, Unterfehler {suberror} (vermutlich).',
  'codes.idApplication': 'Anwendung {name}',
  'codes.idApplicationAlso': 'auch bekannt als {names}',
  'codes.idApplicationUnpublished': 'Name aus öffentlichen Listen, nicht von Microsoft selbst',
  'codes.idTenant': 'Mandant: {name}',
  'codes.idService': 'Ressource des Dienstes {name}',
  'codes.idServiceUnnamed': 'Ressource mit Anwendungs-ID {id}; der Name ist nicht öffentlich',
  'codes.idGuidUnknown': 'GUID, die keine öffentliche Liste nennt',
  'codes.idGuidNil': 'Null-GUID: kein Wert',
};
