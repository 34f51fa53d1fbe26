import type { CaptureRule } from './rule';

/**
 * The capture holds a sync request and no license request before it. Not for personal accounts, and not where an
 * undecrypted tunnel to the license service may hide the request.
 */
export const licenseCallMissing: CaptureRule = (pass, { view }) => {
  if (view.account === 'personal') return [];
  const first = pass.capture.sessions.find((session) => /^https:\/\/edge\.microsoft\.com\/sync\//.test(session.url));
  if (!first) return [];
  const isBefore = pass.index
    .of('api.aadrm.com')
    .some(
      (session) =>
        !pass.index.isLater(session, first) &&
        (session.isBlindTunnel ||
          (session.method === 'POST' && session.path.toLowerCase().startsWith('/my/v2/enduserlicenses'))),
    );
  if (isBefore) return [];
  return [{ ...pass.factOf(first), text: pass.wordsOf(first) }];
};
