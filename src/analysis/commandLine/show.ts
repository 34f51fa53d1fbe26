import type { Capture, Session, SessionPart } from '../../artifacts/capture/model';
import {
  endUserLicenseReport,
  endUserLicenseShape,
  publishingLicenseReport,
  publishingLicenseShape,
} from '../../decoders/license';
import { syncJson } from '../../decoders/syncMessage';
import { tokenJson } from '../../decoders/token';
import { isoTime } from '../../reports/json/problem';
import { SessionContent } from '../capture/sessionContent';
import { checkAllWithCapture } from '../capture/tabs/signature';
import { syncLines } from '../documents/syncLines';
import { allSecretsIn } from '../encodedSecrets';
import { maskedAnswer } from '../maskedAnswer';
import { hideSecrets, type Secret, secretsIn, secretsInHeader } from '../masking';
import { Words } from '../words';
import { readCapture, tellProblems } from './capture';
import { flat } from './flat';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

type Part = 'request' | 'response' | 'token' | 'license' | 'sync' | 'timing';

/** `show CAPTURE SID`: one part of a session. `key:N` names it by its key; secrets are masked unless `--reveal`. */
export async function showCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  const [path, wanted = ''] = options.operands;
  if (options.operands.length !== 2 || path === undefined || !/^(?:key:)?\d+$/.test(wanted)) {
    throw new UsageError('cli.operands', 'show CAPTURE SID');
  }
  const capture = await readCapture(run, path);
  if (!capture) return 3;
  try {
    const number = Number(wanted.replace('key:', ''));
    const session = capture.sessions.find(({ key, sid }) => (wanted.startsWith('key:') ? key : sid) === number);
    if (!session) {
      terminal.note(run.t('cli.noSession', { value: wanted }));
      return 2;
    }
    const part = options.part as Part;
    const value = await partOf(run, capture, session, part);
    if (value === null) terminal.note(run.t('cli.noPart', { part, session: wanted }));
    if (options.format === 'json') {
      terminal.out(JSON.stringify({ version: 1, session: session.key, part, value }, null, 2));
    } else if (value !== null) terminal.out(asText(value));
    return 0;
  } finally {
    await capture.close();
  }
}

async function partOf(run: Run, capture: Capture, session: Session, part: Part): Promise<unknown> {
  const { language, reveal } = run.options;
  const content = await SessionContent.read(run.terminal.platform, capture, session);
  switch (part) {
    case 'request':
    case 'response':
      return messageOf(run, content, part);
    case 'token': {
      const checks = await checkAllWithCapture(
        capture,
        content.tokens.map(({ token }) => token),
      );
      const context = {
        language,
        reveal,
        checks,
        ...(session.started === undefined ? {} : { requestTime: session.started }),
        ...(session.offset === undefined ? {} : { offset: session.offset }),
      };
      const tokens = content.tokens.map(({ token, part: side, where, name }) => ({
        part: side,
        where,
        name: name || null,
        ...tokenJson(token, side === 'request' ? { ...context, host: session.host, path: session.path } : context),
      }));
      return tokens.length ? tokens : null;
    }
    case 'license': {
      const context = {
        ...(session.started === undefined ? {} : { time: session.started }),
        tokenTenant: content.tokens.find(({ token }) => token.tenant)?.token.tenant,
      };
      const { licenses } = content;
      const answer = content.answer && !reveal ? maskedAnswer(run, content.answer) : content.answer;
      // Programs rely on the shape; people get all that is known.
      const found =
        run.options.format === 'json'
          ? [
              ...licenses.map(({ license }) => publishingLicenseShape(license, capture.id, language)),
              ...(answer ? [endUserLicenseShape(answer, capture.id, language)] : []),
            ]
          : [
              ...licenses.map(({ license }) => publishingLicenseReport(license, capture.id, language, context)),
              ...(answer ? [endUserLicenseReport(answer, capture.id, language)] : []),
            ];
      return found.length ? found : null;
    }
    case 'sync': {
      const found = (['request', 'response'] as const).flatMap((side): unknown[] => {
        const message = content.body(side).sync;
        if (!message) return [];
        return run.options.format === 'json'
          ? [{ part: side, ...syncJson(message, { language, reveal }) }]
          : [syncLines(new Words(language), message, reveal)];
      });
      return found.length ? found : null;
    }
    case 'timing':
      return timingOf(content);
  }
}

function messageOf(run: Run, content: SessionContent, part: SessionPart): unknown {
  const { reveal } = run.options;
  const { detail } = content;
  const masked = (text: string, secrets: readonly Secret[]) => (reveal ? text : hideSecrets(run, text, secrets));
  const first = part === 'request' ? detail.requestLine : detail.statusLine;
  const headers = part === 'request' ? detail.requestHeaders : detail.responseHeaders;
  const { body, text, sync } = content.body(part);
  const mine = detail.problems.filter(({ place }) => place.part === part);
  tellProblems(run, mine.concat(body.problems.filter(({ code }) => !mine.some((one) => one.code === code))));
  if (!first && headers.length === 0 && body.bytes.length === 0) return null;
  return {
    firstLine: masked(first, secretsIn(first)),
    headers: headers.map(({ name, value }) => ({ name, value: masked(value, secretsInHeader(name, value)) })),
    // Its own part lists a message with what is no content.
    body: text === undefined || sync ? null : masked(text, allSecretsIn(text)),
    bodyBytes: body.bytes.length,
    bodyKind: sync ? 'sync-message' : content.body(part).kind,
    complete: body.complete,
  };
}

function timingOf({ session, detail }: SessionContent): unknown {
  return {
    started: isoTime(session.started, session.offset),
    durationMs: session.duration ?? null,
    waitingMs: session.waiting ?? null,
    timers: Object.entries(detail.timers).map(([name, value]) => ({
      name,
      // Moments are milliseconds since 1970, durations are small numbers.
      value: value > 1e11 ? isoTime(value, session.offset) : value,
    })),
  };
}

function asText(value: unknown): string {
  const message = value as {
    firstLine?: unknown;
    headers?: readonly { name: string; value: string }[];
    body?: unknown;
    bodyBytes?: number;
  };
  if (typeof message.firstLine === 'string' && message.headers) {
    const head = [message.firstLine, ...message.headers.map(({ name, value: content }) => `${name}: ${content}`)].join(
      '\n',
    );
    const body =
      typeof message.body === 'string' ? message.body : message.bodyBytes ? `(${message.bodyBytes} bytes)` : '';
    return `${head}\n\n${body}`;
  }
  if (Array.isArray(value)) return value.map((one) => flat(one).join('\n')).join('\n\n');
  return flat(value).join('\n');
}
