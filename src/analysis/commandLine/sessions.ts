import { diagnose } from '../../diagnosis';
import { compileQuery, parseQuery, SessionTable } from '../../query';
import { sessionsJson } from '../../reports/json/sessions';
import { CaptureFacts } from '../capture/facts';
import { SessionRows } from '../capture/rows';
import { FindingViews } from '../findingViews';
import { Words } from '../words';
import { readCapture } from './capture';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

/** `sessions CAPTURE`: the list, filtered by the query language. */
export async function sessionsCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  if (options.operands.length !== 1) throw new UsageError('cli.operands', 'sessions CAPTURE');
  const capture = await readCapture(run, options.operands[0] ?? '');
  if (!capture) return 3;
  const parsed = parseQuery(options.filter);
  if (parsed.error)
    throw new UsageError('cli.badValue', `--filter: ${run.t(parsed.error.message.key, parsed.error.message.args)}`);
  const diagnosis = await diagnose([capture], { platform: terminal.platform });
  const words = new Words(options.language);
  const rows = new SessionRows(words, capture, diagnosis, new FindingViews(words, [capture]));
  const facts = new CaptureFacts(capture, rows, terminal.platform, diagnosis);
  await facts.scan(undefined, () => undefined);
  const found = await compileQuery(parsed.query, new SessionTable(capture.sessions, facts)).run();
  const shown = [...found].flatMap((index) => capture.sessions[index] ?? []);
  if (options.format === 'json') {
    const json = sessionsJson(
      capture,
      shown,
      (session) => ({
        tokens: facts.tokens(session.key).length,
        findings: (rows.findings.get(session.key) ?? []).map(({ finding }) => finding.id),
        reason: rows.reasonText(session.key),
        url: rows.row(session).url,
      }),
      options.language,
    );
    terminal.out(JSON.stringify(json, null, 2));
  } else {
    for (const session of shown) {
      const row = rows.row(session);
      const duration = session.duration === undefined ? '' : String(Math.round(session.duration));
      terminal.out([session.sid, row.startedText, session.status || '-', session.method, row.url, duration].join('\t'));
      if (row.reason) terminal.out(`\t${row.reason.text}`);
    }
    terminal.note(run.t('cli.sessionCount', { shown: shown.length, total: capture.sessions.length }));
  }
  await capture.close();
  return 0;
}
