import type { MarkName, SessionRowView } from '../../../src/analysis/views';

/** An invented capture: one story (Rights Management is switched off) in 420 sessions, or any number of plain ones. */
const tenant = '6f1c2d94-8b0e-4c57-9a3e-21d7c0b5e8f4';
const feeds = '/sync/v1/feeds/me/syncEntities/command/?client=Chromium&client_id=9xQ2tYl0R7%2Bd3mAa1VfHcg%3D%3D';
const day = Date.UTC(2026, 10, 22, 8, 12, 4);

interface Told {
  readonly sid: number;
  readonly status: number;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
  readonly type: string;
  readonly ms: number;
  readonly mark?: MarkName;
  readonly reason?: SessionRowView['reason'];
  readonly color?: string;
}

const refused = (sid: number, at: number): SessionRowView['reason'] => ({
  mark: 'error',
  text:
    sid === 23
      ? 'License refused: NotSignedUpException. Rights Management is not activated in the tenant.'
      : `Same refusal as #23 (${at} of 4).`,
  finding: 'rms-not-activated',
});

const told: readonly Told[] = [
  {
    sid: 12,
    status: 200,
    host: 'login.microsoftonline.com',
    method: 'GET',
    path: '/common/discovery/instance?api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/common/oauth2/authorize',
    bytes: 980,
    type: 'application/json',
    ms: 88,
  },
  {
    sid: 14,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'GET',
    path: '/sync/v2/feeds/me/settings/homeCloud',
    bytes: 412,
    type: 'application/json',
    ms: 96,
    color: '#4daafc',
  },
  {
    sid: 18,
    status: 200,
    host: 'login.microsoftonline.com',
    method: 'POST',
    path: `/${tenant}/oauth2/token`,
    bytes: 4312,
    type: 'application/json',
    ms: 318,
  },
  {
    sid: 19,
    status: 200,
    host: 'login.microsoftonline.com',
    method: 'GET',
    path: `/${tenant}/discovery/keys?appid=ecd6b820-32c2-49b6-98a6-444530e5a77a`,
    bytes: 6870,
    type: 'application/json',
    ms: 74,
  },
  {
    sid: 21,
    status: 401,
    host: 'api.aadrm.com',
    method: 'POST',
    path: '/my/v2/enduserlicenses',
    bytes: 62,
    type: 'application/json',
    ms: 143,
    mark: 'note',
    reason: {
      mark: 'note',
      text: 'Challenge before the real call. Normal when a call with a token follows.',
      session: 23,
    },
  },
  {
    sid: 22,
    status: 200,
    host: 'login.microsoftonline.com',
    method: 'POST',
    path: `/${tenant}/oauth2/token`,
    bytes: 4296,
    type: 'application/json',
    ms: 301,
  },
  {
    sid: 23,
    status: 400,
    host: 'api.aadrm.com',
    method: 'POST',
    path: '/my/v2/enduserlicenses',
    bytes: 214,
    type: 'application/json',
    ms: 212,
    mark: 'error',
    reason: refused(23, 1),
  },
  {
    sid: 26,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: feeds,
    bytes: 57006,
    type: 'application/octet-stream',
    ms: 684,
  },
  {
    sid: 27,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: feeds,
    bytes: 412880,
    type: 'application/octet-stream',
    ms: 1240,
  },
  {
    sid: 31,
    status: 400,
    host: 'api.aadrm.com',
    method: 'POST',
    path: '/my/v2/enduserlicenses',
    bytes: 214,
    type: 'application/json',
    ms: 198,
    mark: 'error',
    reason: refused(31, 2),
  },
  {
    sid: 33,
    status: 200,
    host: 'u7c1.cloudmessaging.edge.microsoft.com',
    method: 'CONNECT',
    path: '',
    bytes: 0,
    type: '',
    ms: 96310,
    mark: 'not-decrypted',
  },
  {
    sid: 34,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: '/sync/v2/feeds/me/subscriptions',
    bytes: 96,
    type: 'application/json',
    ms: 121,
  },
  {
    sid: 41,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: feeds,
    bytes: 1872,
    type: 'application/octet-stream',
    ms: 377,
    mark: 'warning',
    reason: {
      mark: 'warning',
      text: 'Sync server answered PARTIAL_FAILURE for 2 data types. The client waits and tries these types again.',
      finding: 'sync-partial-failure',
      tab: 'sync',
      action: 'Show sync message',
    },
  },
  {
    sid: 47,
    status: 200,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: feeds,
    bytes: 642,
    type: 'application/octet-stream',
    ms: 254,
  },
  {
    sid: 52,
    status: 400,
    host: 'api.aadrm.com',
    method: 'POST',
    path: '/my/v2/enduserlicenses',
    bytes: 214,
    type: 'application/json',
    ms: 205,
    mark: 'error',
    reason: refused(52, 3),
  },
  {
    sid: 88,
    status: 404,
    host: 'edge.microsoft.com',
    method: 'POST',
    path: '/sync/v1/diagnosticData/Diagnostic.SendCheckResult()',
    bytes: 0,
    type: '',
    ms: 67,
    mark: 'warning',
    reason: { mark: 'warning', text: 'Diagnostic call not found. Affects bookmark diagnostics only.' },
  },
  {
    sid: 93,
    status: 400,
    host: 'api.aadrm.com',
    method: 'POST',
    path: '/my/v2/enduserlicenses',
    bytes: 214,
    type: 'application/json',
    ms: 209,
    mark: 'error',
    reason: refused(93, 4),
  },
];

const plainHosts = ['edge.microsoft.com', 'login.microsoftonline.com', 'config.edge.skype.com', 'www.contoso.example'];

/** Builds `count` sessions; the told ones stand at their number, the rest is everyday traffic. */
export function sessions(count: number): SessionRowView[] {
  const rows: SessionRowView[] = [];
  const step = 147_000 / count;
  for (let sid = 1; sid <= count; sid += 1) {
    const known = told.find((each) => each.sid === sid);
    const host = known?.host ?? plainHosts[sid % plainHosts.length] ?? '';
    const path = known?.path ?? (sid % 4 === 0 ? feeds : `/api/v1/items/${sid}?page=${sid % 9}`);
    const tunnel = known?.method === 'CONNECT';
    const start = Math.round(sid * step);
    const duration = known?.ms ?? 40 + ((sid * 37) % 400);
    const method = known?.method ?? (sid % 4 === 0 ? 'POST' : 'GET');
    const late = known === undefined && count > 1000 && sid % 500 === 0;
    rows.push({
      key: sid,
      sid,
      mark: known?.mark ?? (late ? 'error' : undefined),
      method,
      url: tunnel ? `${host}:443` : `https://${host}${path}`,
      host,
      path,
      status: known?.status ?? 200,
      statusText: '',
      protocol: tunnel ? 'Tunnel' : 'HTTP/2',
      contentType: known?.type ?? 'application/json',
      requestBytes: 1044,
      responseBytes: known?.bytes ?? 638,
      process: 'msedge:9124',
      ip: '',
      started: day + start,
      startedText: new Date(day + start + 3_600_000).toISOString().slice(11, 23),
      duration,
      waterfall: { start, wait: duration * 0.7, receive: duration * 0.3 },
      comment: '',
      color: known?.color ?? '',
      tunnel,
      reason: known?.reason ?? (late ? { mark: 'error', text: `Invented failure of session ${sid}.` } : undefined),
      ...(count === 412 && sid === 412 ? { missing: 'raw/412_s.txt ends after 212 bytes' } : {}),
    });
  }
  return rows;
}

export const captureStart = day;
export const captureEnd = day + 147_000;
export { tenant };
