import { type MessageArgs, type MessageKey, message, text } from '../../text';
import { compareCommand } from './compare';
import { decodeCommand } from './decode';
import { findingsCommand } from './findings';
import { knowledgeCommand } from './knowledge';
import { type Options, readOptions, UsageError } from './options';
import { redactCommand } from './redact';
import { sessionsCommand } from './sessions';
import { showCommand } from './show';
import type { ExitStatus, Run, Terminal } from './terminal';

const commands: Readonly<Record<Options['command'], (run: Run) => Promise<ExitStatus>>> = {
  compare: compareCommand,
  decode: decodeCommand,
  findings: findingsCommand,
  redact: redactCommand,
  sessions: sessionsCommand,
  show: showCommand,
  knowledge: knowledgeCommand,
};

/** Runs one command; never throws. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  if (args.length === 0 || args.includes('--help') || args.includes('-h')) {
    terminal.out(text(message('cli.usage'), args.includes('--lang=de') || args.includes('de') ? 'de' : 'en'));
    return args.length === 0 ? 2 : 0;
  }
  try {
    const options = readOptions(args);
    const t = (key: MessageKey, values?: MessageArgs) => text(message(key, values), options.language);
    const password = options.passwordFromStdin
      ? new TextDecoder().decode(await terminal.stdin()).replace(/\r?\n$/, '')
      : options.password;
    return await commands[options.command]({ options, terminal, password, t });
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.note(text(message(error.key, { value: error.value }), 'en'));
      terminal.note(text(message('cli.usage'), 'en'));
      return 2;
    }
    terminal.note(
      text(message('cli.failed', { reason: error instanceof Error ? error.message : String(error) }), 'en'),
    );
    return 3;
  }
}
