import type { Capture, Session } from '../../artifacts/capture/model';
import { tokenJson } from '../../decoders/token';
import { SessionContent } from '../capture/sessionContent';
import { checkAllWithCapture } from '../capture/tabs/signature';
import type { ServiceContext } from '../context';
import { hideSecrets } from '../masking';
import type { VirtualDocumentView } from '../views';
import { syncLines } from './syncLines';

export type DecodedPart = 'token' | 'license' | 'sync';

/** Tokens as JSON, licenses as XML, sync messages as an indented listing: what the inspector shows, as a document. */
export async function decodedText(
  context: ServiceContext,
  capture: Capture,
  session: Session,
  part: DecodedPart,
  signal: AbortSignal,
): Promise<VirtualDocumentView> {
  const { words } = context;
  const content = await SessionContent.read(context.store.environment.platform, capture, session, signal);
  switch (part) {
    case 'token': {
      const checks = await checkAllWithCapture(
        capture,
        content.tokens.map(({ token }) => token),
      );
      const tokens = content.tokens.map(({ token }) =>
        tokenJson(token, {
          language: words.language,
          checks,
          host: session.host,
          path: session.path,
          ...(session.started === undefined ? {} : { requestTime: session.started }),
        }),
      );
      if (tokens.length === 0) return missing(words.t('analysis.noText'));
      return { text: `${JSON.stringify(tokens.length === 1 ? tokens[0] : tokens, null, 2)}\n`, language: 'json' };
    }
    case 'license': {
      const texts = content.licenses.flatMap(({ license }) =>
        license.texts.map((text, index) => {
          const secrets = license.certificates
            .filter((certificate) => certificate.text === index)
            .flatMap(({ sensitive }) => sensitive)
            .filter((one) => one.class !== 'personal')
            .map(({ span }) => ({ span, class: 'encrypted' as const }));
          return hideSecrets(words, text.text, secrets);
        }),
      );
      return texts.length ? { text: texts.join('\n'), language: 'xml' } : missing(words.t('analysis.noText'));
    }
    case 'sync': {
      const listings = [content.request.sync, content.response.sync].flatMap((message) =>
        message ? [syncLines(words, message)] : [],
      );
      return listings.length
        ? { text: `${listings.join('\n\n')}\n`, language: 'plaintext' }
        : missing(words.t('analysis.noText'));
    }
  }
}

function missing(text: string): VirtualDocumentView {
  return { text: '', language: 'plaintext', missing: text };
}
