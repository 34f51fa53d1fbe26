import * as vscode from 'vscode';
import type { Host } from '../host';
import { nameOf, refOf } from '../refs';

interface FileInput {
  readonly file: string;
}
interface QueryInput extends FileInput {
  readonly query: string;
}
interface ExplainInput {
  readonly value: string;
}

/** At most this many sessions go to a language model in one answer. */
const maxSessions = 50;

/**
 * Tools for language models: off unless the user turns them on, confirmed per call, and fed from masked views and
 * redacted reports only.
 */
export function registerTools(host: Host): vscode.Disposable {
  const tool = <T>(name: string, run: (input: T) => Promise<string>): vscode.Disposable =>
    vscode.lm.registerTool<T>(name, {
      prepareInvocation: ({ input }) => ({
        invocationMessage: host.t('host.toolRunning'),
        confirmationMessages: {
          title: host.t('host.toolTitle'),
          message: host.t('host.toolMessage', { input: JSON.stringify(input).slice(0, 300) }),
        },
      }),
      invoke: async ({ input }) => {
        const enabled = vscode.workspace.getConfiguration('edgeSync').get<boolean>('languageModelTools', false);
        const answer = enabled ? await run(input) : host.t('host.toolsOff');
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
      },
    });
  return vscode.Disposable.from(
    tool<FileInput>('edgeSync_listFindings', async ({ file }) => {
      const ref = await openFile(host, file);
      const { findings } = await host.service.request('findings', { ref });
      return JSON.stringify(
        findings.map(({ id, severity, title, cause, who, steps, causedBy, evidence }) => ({
          id,
          severity,
          title,
          cause,
          who,
          steps,
          causedBy,
          seen: evidence.map(({ label }) => label),
        })),
      );
    }),
    tool<QueryInput>('edgeSync_querySessions', async ({ file, query }) => {
      const ref = await openFile(host, file);
      const view = 'language-model';
      const result = await host.service.request('list', { ref, view, query: { query } });
      if (result.error) return result.error.text;
      const entries = await host.service.request('entries', {
        ref,
        view,
        from: 0,
        to: Math.min(result.entries, 2 * maxSessions),
      });
      const sessions = entries.flatMap((entry) => (entry.type === 'session' ? [entry.row] : [])).slice(0, maxSessions);
      return JSON.stringify({
        matches: result.matches,
        sessions: sessions.map(({ sid, method, host: name, status, duration, reason }) => ({
          sid,
          method,
          host: name,
          status,
          duration,
          reason: reason?.text,
        })),
      });
    }),
    tool<ExplainInput>('edgeSync_explain', async ({ value }) => {
      return (await host.service.request('decode', { text: value })).markdown;
    }),
  );
}

async function openFile(host: Host, file: string) {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = /^[a-z][\w+.-]+:\/\//i.test(file)
    ? vscode.Uri.parse(file, true)
    : folder && !file.startsWith('/') && !/^[a-z]:[\\/]/i.test(file)
      ? vscode.Uri.joinPath(folder, file)
      : vscode.Uri.file(file);
  const ref = refOf(uri);
  await host.open(ref, nameOf(uri));
  return ref;
}
