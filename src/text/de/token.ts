import type { token as english } from '../en/token';

/** Sentences of the area "token" in German. */
export const token: Record<keyof typeof english, string> = {
  'token.headerUnreadable': 'Der Header ist nicht lesbar: abgeschnitten oder kein JSON.',
  'token.twoParts': 'Kein vollständiges signiertes Token: Es hat zwei Teile, der Signaturteil fehlt.',
  'token.cut': 'Das Token ist abgeschnitten oder gekürzt; gezeigt wird, was da ist.',
  'token.payloadNotBase64': 'Der Inhalt ist kein Base64.',
  'token.payloadNotJson': 'Der Inhalt ist kein JSON; er wird als Text gezeigt.',
  'token.payloadBroken':
    'Der Inhalt ist abgeschnittenes oder beschädigtes JSON; gezeigt werden die Angaben vor dem Schaden.',
  'token.zipUnknown': 'Die Komprimierung „{zip}“ des verschlüsselten Inhalts ist nicht bekannt.',
  'token.printed':
    'Ausgedruckte Form: Die Werte sind lesbar, aber die genauen Bytes und die Signatur sind verloren; prüfen lässt sich nichts.',
  'token.samlUnreadable': 'Die SAML-Nachricht ist nicht als XML lesbar.',
};
