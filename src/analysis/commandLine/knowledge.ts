import { condition, conditions, localized } from '../../knowledge';
import { UsageError } from './options';
import type { ExitStatus, Run } from './terminal';

/** `knowledge [ID]`: every condition in a line, or one in full. */
export async function knowledgeCommand(run: Run): Promise<ExitStatus> {
  const { options, terminal } = run;
  const [id] = options.operands;
  if (id === undefined) {
    if (options.format === 'json') terminal.out(JSON.stringify({ version: 1, conditions }, null, 2));
    else {
      for (const one of conditions) {
        const { title } = localized(one, options.language);
        terminal.out([one.id, one.severity, one.basis, one.detectable ? '' : run.t('cli.guidance'), title].join('\t'));
      }
    }
    return 0;
  }
  const found = condition(id);
  if (!found) throw new UsageError('cli.badValue', id);
  if (options.format === 'json') {
    terminal.out(JSON.stringify({ version: 1, ...found }, null, 2));
    return 0;
  }
  const texts = localized(found, options.language);
  terminal.out(`${found.id} (${found.severity}, ${found.basis})`);
  terminal.out(texts.title);
  terminal.out(texts.cause);
  for (const [index, step] of texts.fix.entries()) terminal.out(`${index + 1}. ${step}`);
  if (texts.note) terminal.out(texts.note);
  for (const link of found.links) terminal.out(`${link.title}: ${link.url}`);
  return 0;
}
