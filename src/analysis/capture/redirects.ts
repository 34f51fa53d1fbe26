import { headerValue } from '../../artifacts/capture/http';
import type { Capture, Session, SessionDetail } from '../../artifacts/capture/model';

/** As many sessions before and after are looked at: a redirect is followed soon. */
const reach = 200;
/** As many earlier redirects are read. */
const mostRead = 20;

/** Where a redirect of a session went, and the redirect that led to it. */
export async function redirectsOf(
  capture: Capture,
  detail: SessionDetail,
): Promise<{ readonly to: Session | undefined; readonly from: Session | undefined }> {
  const { sessions } = capture;
  const { session } = detail;
  const at = sessions.findIndex(({ key }) => key === session.key);
  const target = locationOf(detail);
  const to = target ? sessions.slice(at + 1, at + 1 + reach).find(({ url }) => url === target) : undefined;
  const before = sessions
    .slice(Math.max(0, at - reach), at)
    .filter(isRedirect)
    .slice(-mostRead)
    .reverse();
  for (const one of before) {
    if (locationOf(await capture.detail(one.key)) === session.url) return { to, from: one };
  }
  return { to, from: undefined };
}

function isRedirect({ status, isTunnel }: Session): boolean {
  return status >= 300 && status < 400 && status !== 304 && !isTunnel;
}

/** The absolute address that an answer sends on to; undefined when it does not. A fragment is never sent. */
function locationOf({ session, responseHeaders }: SessionDetail): string | undefined {
  const location = isRedirect(session) ? headerValue(responseHeaders, 'location') : undefined;
  if (!location) return undefined;
  try {
    const url = new URL(location, session.url);
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}
