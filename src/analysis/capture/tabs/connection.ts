import type { SessionDetail } from '../../../artifacts/capture/model';
import { hideSecrets } from '../../masking';
import type { FieldView } from '../../views';
import type { Words } from '../../words';

/**
 * Facts about the way to the server, by the name under which a capture keeps them: those of a NetLog (read from its
 * events) and Fiddler's session flags.
 */
const facts = {
  proxy: 'proxy',
  'proxy server': 'proxyServer',
  'answer of the proxy': 'proxyAnswer',
  PROXY_LIST_FALLBACK: 'proxyFallback',
  BAD_PROXY_LIST_REPORTED: 'proxyBad',
  PAC_JAVASCRIPT_ERROR: 'pacError',
  'name looked up': 'nameLookedUp',
  'name resolved': 'nameResolved',
  'address tried': 'addressTried',
  'server address': 'serverAddress',
  'client address': 'clientAddress',
  'TLS version': 'tlsVersion',
  'https-server-version': 'tlsVersion',
  'https-client-version': 'tlsClient',
  'TLS cipher': 'tlsCipher',
  'https-server-cipher': 'tlsCipher',
  'TLS protocol': 'tlsProtocol',
  'TLS resumed': 'tlsResumed',
  'https-client-snihostname': 'tlsName',
  SSL_HANDSHAKE_ERROR: 'tlsError',
  SSL_ALERT_RECEIVED: 'tlsAlert',
  SSL_CLIENT_CERT_REQUESTED: 'clientCertificate',
  'certificate status': 'certificateStatus',
  'certificate from a known root': 'certificateRoot',
  'authentication scheme': 'authScheme',
  'authentication challenge': 'authChallenge',
  'local network access': 'localNetwork',
} as const;

type Name = keyof typeof facts;

function isFact(name: string): name is Name {
  return Object.hasOwn(facts, name);
}

/** Proxy, names, addresses, TLS and errors of the connection, and the flags that are none of these. */
export function connectionOf(words: Words, detail: SessionDetail): { connection: FieldView[]; others: FieldView[] } {
  const connection: FieldView[] = [];
  const others: FieldView[] = [];
  for (const { name, value } of detail.flags) {
    const shown = { text: hideSecrets(words, value) };
    const failed = /^(\w+) net_error$/.exec(name)?.[1];
    if (isFact(name)) connection.push({ name: words.t(`analysis.connection.${facts[name]}`), value: shown });
    else if (failed) {
      const step = words.t('analysis.connection.failed', { step: failed });
      connection.push({ name: step, value: shown, mark: 'error' });
    } else others.push({ name, value: shown });
  }
  return { connection, others };
}
