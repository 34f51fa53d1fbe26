import type { EndpointCheck, EndpointState } from '../../diagnosis';
import { endpointPurpose } from '../../knowledge';
import type { EndpointView, MarkName } from '../views';
import type { Words } from '../words';

const marks: Record<EndpointState, MarkName> = {
  reached: 'passed',
  refused: 'error',
  'not-resolved': 'error',
  'not-answered': 'error',
  intercepted: 'warning',
  'not-seen': 'never-asked',
};

/** The endpoint check as rows: trouble first, then what was reached, then what nobody asked for. */
export function endpointViews(words: Words, checks: readonly EndpointCheck[]): EndpointView[] {
  const order: readonly MarkName[] = ['error', 'warning', 'passed', 'never-asked'];
  return checks
    .map((check) => endpointView(words, check))
    .sort((a, b) => order.indexOf(a.mark) - order.indexOf(b.mark));
}

function endpointView(words: Words, check: EndpointCheck): EndpointView {
  const { endpoint, host, state, sessions, issuer, proxy, status } = check;
  const detail = [
    status ? words.t('case.endpointStatus', { status: String(status) }) : '',
    issuer === undefined ? '' : words.t('case.endpointIssuer', { issuer }),
    proxy === undefined ? '' : words.t('case.endpointProxy', { proxy }),
  ];
  return {
    host,
    purpose: [endpointPurpose(endpoint, words.language), endpoint.cloud === 'global' ? '' : endpoint.cloud]
      .filter(Boolean)
      .join(', '),
    mark: marks[state],
    stateText: words.t(`case.endpoint.${state}`),
    detail: detail.filter(Boolean).join(', '),
    sessions: sessions.length,
    query: sessions.length > 0 ? `host:${host}` : '',
  };
}
