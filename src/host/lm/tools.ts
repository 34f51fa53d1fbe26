import * as vscode from 'vscode';
import type { ArtifactRef } from '../../analysis/protocol';
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

/** At most this many sessions and places go to a language model in one answer. */
const limits = { sessions: 50, places: 10 };

/**
 * Tools for language models: off unless the user turns them on, confirmed per call, and always redacted. What leaves is
 * put together here from facts that name nobody (ids, numbers, hosts, documented texts) and goes through the redactor
 * of shared copies all the same.
 */
export function registerTools(host: Host): vscode.Disposable {
  let tools: vscode.Disposable | undefined;
  const follow = () => {
    if (isEnabled()) tools ??= offer(host);
    else {
      tools?.dispose();
      tools = undefined;
    }
  };
  follow();
  const listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('edgeSync.languageModelTools')) follow();
  });
  return new vscode.Disposable(() => {
    listener.dispose();
    tools?.dispose();
  });
}

function offer(host: Host): vscode.Disposable {
  const tool = <T>(name: string, run: (input: T) => Promise<unknown>): vscode.Disposable =>
    vscode.lm.registerTool<T>(name, {
      prepareInvocation: ({ input }) => ({
        invocationMessage: host.t('host.toolRunning'),
        confirmationMessages: {
          title: host.t('host.toolTitle'),
          message: host.t('host.toolMessage', { input: JSON.stringify(input).slice(0, 300) }),
        },
      }),
      invoke: async ({ input }) => {
        const answer = isEnabled() ? await redacted(host, await run(input)) : host.t('host.toolsOff');
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer)]);
      },
    });
  return vscode.Disposable.from(
    tool<FileInput>('edgeSync_listFindings', async ({ file }) => {
      const ref = await openFile(host, file);
      const { findings, notChecked } = await host.service.request('findings', { ref });
      return {
        findings: findings.map(({ id, severity, title, cause, basisText, who, steps, links, causedBy, evidence }) => ({
          id,
          severity,
          title,
          cause,
          basis: basisText,
          who,
          steps,
          links: links.map(({ url }) => url),
          causedBy,
          // The file's own name may name the customer: a place is a line or a session.
          seen: evidence
            .slice(0, limits.places)
            .map(({ place, sid }) =>
              sid === undefined
                ? { line: place.range && 'start' in place.range ? place.range.start.line + 1 : null }
                : { session: sid },
            ),
        })),
        notChecked: notChecked.length,
      };
    }),
    tool<QueryInput>('edgeSync_querySessions', async ({ file, query }) => {
      const ref = await openFile(host, file);
      const view = 'language-model';
      const result = await host.service.request('list', { ref, view, query: { query } });
      if (result.error) return { error: result.error.text };
      const entries = await host.service.request('entries', {
        ref,
        view,
        from: 0,
        to: Math.min(result.entries, 2 * limits.sessions),
      });
      const sessions = entries.flatMap((entry) => (entry.type === 'session' ? [entry.row] : []));
      return {
        matches: result.matches,
        sessions: sessions.slice(0, limits.sessions).map(({ sid, method, host: name, status, duration, reason }) => ({
          sid,
          method,
          host: name,
          status,
          duration,
          reason: reason?.text,
        })),
      };
    }),
    tool<ExplainInput>('edgeSync_explain', async ({ value }) => {
      const condition = await host.service.request('explainCondition', { id: value.trim() });
      if (condition) return condition;
      const { kind, markdown } = await host.service.request('decode', { text: value });
      // Tokens, licenses and sync messages are about somebody: they are not explained to a model.
      return kind === 'code' ? { code: value, meaning: markdown } : { error: host.t('host.toolOnlyCodes') };
    }),
  );
}

function isEnabled(): boolean {
  return vscode.workspace.getConfiguration('edgeSync').get<boolean>('languageModelTools', false);
}

function redacted(host: Host, answer: unknown): Promise<string> {
  return host.service.request('redactText', { text: JSON.stringify(answer) });
}

async function openFile(host: Host, file: string): Promise<ArtifactRef> {
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
