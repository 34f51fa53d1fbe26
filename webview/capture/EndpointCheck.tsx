import type { EndpointView } from '../../src/analysis/views';
import { LinkButton } from '../ui/buttons';
import { Mark } from '../ui/Mark';
import { grouped, t } from '../ui/strings';

interface Props {
  readonly endpoints: readonly EndpointView[];
  readonly onQuery: (query: string) => void;
}

/** Which documented endpoints were reached, refused, not resolved or intercepted; a host lists its sessions. */
export function EndpointCheck({ endpoints, onQuery }: Props) {
  if (endpoints.length === 0) return null;
  return (
    <section class="sec">
      <h2>{t('ui.endpoints')}</h2>
      <table class="ends" aria-label={t('ui.endpoints')}>
        <thead>
          <tr>
            <th scope="col">{t('ui.columnHost')}</th>
            <th scope="col">{t('ui.state')}</th>
            <th scope="col">{t('ui.endpointDetail')}</th>
            <th scope="col">{t('ui.endpointPurpose')}</th>
            <th scope="col" class="num">
              {t('ui.requests')}
            </th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <tr key={`${endpoint.host} ${endpoint.purpose}`}>
              <th scope="row" class="mono">
                {endpoint.query ? (
                  <LinkButton onClick={() => onQuery(endpoint.query)}>{endpoint.host}</LinkButton>
                ) : (
                  endpoint.host
                )}
              </th>
              <td class="nw">
                <Mark mark={endpoint.mark} silent /> {endpoint.stateText}
              </td>
              <td>{endpoint.detail}</td>
              <td>{endpoint.purpose}</td>
              <td class="num mono">{endpoint.sessions > 0 ? grouped(endpoint.sessions) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
