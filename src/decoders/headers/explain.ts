import { sanitizedMark } from '../../artifacts/capture/sanitized';
import { type Message, type MessageKey, message } from '../../text';
import { explainCodesIn } from '../codes';
import { explainIdentifier } from '../identifiers';
import { lookUp } from '../lookup';
import { utcText } from '../time';
import { readAfsTracking, readChallenge, readCorrelationVector, readEdgeRef, readPairs } from './read';

/** Headers whose value is an id that support asks for, or that one sentence explains. */
const plain: Readonly<Record<string, MessageKey>> = {
  'mise-correlation-id': 'codes.headerMise',
  'x-ms-request-id': 'codes.headerMsRequestId',
  'client-request-id': 'codes.headerClientRequestId',
  'x-ms-client-request-id': 'codes.headerClientRequestId',
  'request-id': 'codes.headerRequestId',
  'x-ms-correlation-id': 'codes.headerCorrelationId',
  'x-ms-correlation-request-id': 'codes.headerCorrelationId',
  'x-ms-ests-server': 'codes.headerEstsServer',
  'x-ms-refreshtokencredential': 'codes.headerPrt',
  'x-ms-devicecredential': 'codes.headerDeviceCredential',
  'x-ms-rms-request-id': 'codes.headerRmsRequestId',
  'x-client-data': 'codes.headerClientData',
  'sync-token': 'codes.headerSyncToken',
  'x-ratelimit-debug-updaterule': 'codes.headerRateRule',
  'retry-after': 'codes.headerRetryAfter',
};

/**
 * What a header says, in sentences; empty for headers that say nothing about sync, identity or the service that
 * answered. Values are repeated only where they are no secret.
 */
export function explainHeader(name: string, value: string, part: 'request' | 'response'): Message[] {
  if (value.includes(sanitizedMark)) return [message('codes.headerSanitized')];
  switch (name.toLowerCase()) {
    case 'x-afs-tracking':
      return afsTracking(value);
    case 'x-msedge-ref':
      return edgeRef(value);
    case 'ms-cv':
    case 'x-afs-cv':
      return correlation(value, part);
    case 'x-afs-clientinfo':
      return clientInfo(value);
    case 'x-ms-rms-platform-id':
      return rmsClient(value);
    case 'x-cache':
      return /CONFIG_NOCACHE/i.test(value) ? [message('codes.headerNoCache')] : [message('codes.headerCache')];
    case 'www-authenticate':
      return challenge(value);
    case 'x-ms-clitelem':
      return telemetry(value);
    default: {
      const key = lookUp(plain, name.toLowerCase());
      return key ? [message(key)] : [];
    }
  }
}

function afsTracking(value: string): Message[] {
  const { environment, region, geo, stamp, migrationStage, parts } = readAfsTracking(value);
  if (parts.length === 0) return [];
  const words: Message[] = [message('codes.afsTracking')];
  if (region !== '') words.push(message('codes.afsRegion', { environment, region, geo, stamp }));
  if (migrationStage !== '') words.push(message('codes.afsMigration', { stage: migrationStage }));
  if (parts.some((part) => /^cloudtype$/i.test(part.name) && /^multitenant$/i.test(part.value)))
    words.push(message('codes.afsMultitenant'));
  return words;
}

function edgeRef(value: string): Message[] {
  const ref = readEdgeRef(value);
  if (!ref) return [];
  const words: Message[] = [message('codes.edgeRef', { id: ref.requestId || '?' })];
  if (ref.place !== '') words.push(message('codes.edgeRefSite', { site: ref.site, place: ref.place }));
  else if (ref.site !== '') words.push(message('codes.edgeRefUnknownSite', { site: ref.site }));
  if (ref.time !== undefined) words.push(message('codes.edgeRefTime', { time: utcText(ref.time) }));
  return words;
}

function correlation(value: string, part: 'request' | 'response'): Message[] {
  const vector = readCorrelationVector(value);
  if (!vector) return [message('codes.vectorUnknown')];
  const spans = vector.spans.length;
  return [message(part === 'request' ? 'codes.vectorClient' : 'codes.vector', { base: vector.base, spans })];
}

function clientInfo(value: string): Message[] {
  const pairs = readPairs(value);
  const get = (name: string): string => pairs.find((pair) => pair.name.toLowerCase() === name)?.value ?? '';
  const args = { app: get('app') || '?', version: get('appver') || '?', channel: get('appchannel') || '?' };
  const os = `${get('os') || get('platform')} ${get('osver')}`.trim();
  return [message('codes.clientInfo', { ...args, os: os || '?', region: get('region') || '?' })];
}

/** `AppName=...;AppVersion=...;MipVersion=...;` of a Rights Management client. */
function rmsClient(value: string): Message[] {
  const pairs = readPairs(value);
  const get = (name: string): string => pairs.find((pair) => pair.name.toLowerCase() === name)?.value ?? '';
  const words = [message('codes.headerRmsPlatform')];
  if (get('appname') === '') return words;
  const args = { app: get('appname'), version: get('appversion') || '?', platform: get('deviceplatform') || '?' };
  const sdk = get('mipversion') || get('sdkversion') || '?';
  return [...words, message('codes.rmsClient', { ...args, sdk }), ...explainIdentifier(get('uniqueid'))];
}

function challenge(value: string): Message[] {
  const read = readChallenge(value);
  if (!read) return [];
  const get = (name: string): string => read.parameters.find((one) => one.name === name)?.value ?? '';
  const words: Message[] = [message('codes.challenge', { scheme: read.scheme })];
  if (get('error') === 'insufficient_claims') words.push(message('codes.challengeClaims'));
  else if (get('error') !== '') words.push(message('codes.challengeError', { error: get('error') }));
  if (read.claims !== '') words.push(message('codes.challengeClaimsText', { claims: read.claims.slice(0, 500) }));
  return [...words, ...explainCodesIn(get('error_description'))];
}

/** `1,<error>,<suberror>,<age of the refresh token in ms>,<info>`; the meaning of the parts is general knowledge. */
function telemetry(value: string): Message[] {
  const [version, error = '', suberror = ''] = value.split(',').map((part) => part.trim());
  if (version !== '1' || !/^\d*$/.test(error)) return [];
  if (error === '' || error === '0') return [message('codes.clientTelemetryFine')];
  const words = [message('codes.clientTelemetry', { error, suberror: suberror || '0' })];
  return [...words, ...explainCodesIn(`AADSTS${error}`)];
}
