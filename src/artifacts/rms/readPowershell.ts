import { readCsv } from '../csv';
import { type Line, linesOf, trimmedSpan } from '../lines';
import type { Span } from '../place';
import type { SourceText } from '../sourceText';
import { cmdletOfCommand, cmdletOfProperty, consoleErrors, isTicketCmdlet } from './cmdlets';
import type { CmdletOutput, CmdletProperty, PowershellOutput } from './model';
import { tableRow, underlineColumns } from './table';

export interface FoundPowershell {
  readonly artifact: PowershellOutput;
  readonly span: Span;
}

const prompt = /^\s*(?:PS(?: [A-Za-z]:\\[^>]*| [^>]{0,200})?>+|>>)\s?(.*)$/;
const listLine = /^(\s{0,3})([A-Za-z][\w ]{0,60}?)(\s*:(?:\s|$))\s*(.*?)\s*$/;

/** True for consoles and listings of the cmdlets met in sync tickets, by prompt, property or error text. */
export function looksLikePowershell(text: string): boolean {
  return (
    /^[ \t>]*PS [A-Za-z]:\\[^>\r\n]*>/m.test(text) ||
    /^[ \t>]*(?:BPOSId|FunctionalState|IPCv3(?:Service)?FunctionalState|LicensingIntranetDistributionPointUrl|UseRmsUserLicense|SecurityGroupObjectId|DevicePlatformState)[ \t]*:/m.test(
      text,
    ) ||
    /^[ \t>]*UseRmsUserLicense[ \t]+SecurityGroupObjectId/m.test(text) ||
    /^"?UseRmsUserLicense"?[,;]|(?:^|[,;])"?(?:FunctionalState|BPOSId)"?[,;]/m.test(text) ||
    /^[ \t>]*\$PSVersionTable/m.test(text) ||
    /^[ \t]*PSVersion[ \t]+\d/m.test(text) ||
    /^[ \t>]*\(?(?:Get|Set|Connect|Enable|Disable)-(?:AipService|Aadrm)\w*\)?(?:\.\w+)?[ \t]*(?:[:=].*)?$/m.test(
      text,
    ) ||
    consoleErrors.test(text)
  );
}

/**
 * Reads a PowerShell console or its redirected output: lists, tables, CSV, prompts, bare words, errors and
 * `$PSVersionTable`. One output per listing or table row; the cmdlet is taken from the prompt, else told by property
 * names. A two-column Key / Value table gives one property per key.
 */
export function readPowershell(source: SourceText, id: string, text = source.text): FoundPowershell | undefined {
  const reader = new ConsoleReader(text);
  const csv = csvOutputs(text);
  if (csv)
    return found(source, id, 'csv', csv, [], {
      start: csv[0]?.span.start ?? 0,
      end: csv[csv.length - 1]?.span.end ?? 0,
    });
  reader.read();
  const { outputs, variables, span } = reader;
  if (!span || (outputs.length === 0 && variables.length === 0)) return undefined;
  return found(source, id, reader.tables > reader.lists ? 'table' : 'list', outputs, variables, span);
}

function found(
  source: SourceText,
  id: string,
  form: PowershellOutput['form'],
  outputs: readonly CmdletOutput[],
  variables: PowershellOutput['variables'],
  span: Span,
): FoundPowershell {
  return { artifact: { kind: 'powershell-output', form, id, source, outputs, variables, problems: [] }, span };
}

class ConsoleReader {
  readonly outputs: CmdletOutput[] = [];
  readonly variables: { name: string; value: string; span: Span }[] = [];
  lists = 0;
  tables = 0;
  span: Span | undefined;
  private command: string | undefined;
  private variable: string | undefined;
  private asked: string | undefined;
  private properties: CmdletProperty[] = [];
  private words: { text: string; span: Span }[] = [];
  private blanks = 0;

  constructor(private readonly text: string) {}

  read(): void {
    const lines = linesOf(this.text);
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      const next = lines[i + 1];
      if (!line) continue;
      if (this.promptLine(line)) continue;
      if (line.text.trim() === '') {
        this.blanks++;
        if (this.properties.length > 0) this.flush();
        continue;
      }
      if (next && underlineColumns(next.text)) {
        i = this.table(lines, i);
        this.blanks = 0;
        continue;
      }
      this.plain(line);
      this.blanks = 0;
    }
    this.flush();
  }

  private touch(span: Span): void {
    this.span = {
      start: Math.min(this.span?.start ?? span.start, span.start),
      end: Math.max(this.span?.end ?? 0, span.end),
    };
  }

  private promptLine(line: Line): boolean {
    const raw = this.text.slice(this.text.lastIndexOf('\n', line.start - 1) + 1, line.end);
    const match = prompt.exec(/^\s*PS\b/.test(line.text) ? line.text : raw.startsWith('PS') ? raw : line.text);
    const bare = match
      ? undefined
      : /^\s*\(?([A-Z][a-z]+-[A-Z]\w+)\)?(?:\.(\w+))?(?:\s+[^\s:=].*|\s*\|.*)?\s*$/.exec(line.text);
    const variable = /^\s*(?:PS[^>]*>\s*)?\$(\w+(?:\.\w+)*)\s*$/.exec(line.text);
    const typed = bare?.[1] !== undefined && isTicketCmdlet(bare[1]);
    if (!match && !typed && !variable) return false;
    this.flush();
    const command = match?.[1] ?? line.text;
    this.command = cmdletOfCommand(command);
    this.variable = /^\s*\$(\w+(?:\.\w+)*)/.exec(command)?.[1];
    this.asked = /\)\.(\w+)\s*$/.exec(command)?.[1];
    this.touch({ start: line.start, end: line.end });
    return true;
  }

  private plain(line: Line): void {
    const match = listLine.exec(line.text);
    const name = match?.[2]?.trim() ?? '';
    const span = trimmedSpan(line, 0, line.text.length);
    const known = cmdletOfProperty(name) !== undefined;
    const typed = /^\s*([A-Z][a-z]+-Aip\w*)\s*[:=]\s*(Enabled|Disabled)\s*$/i.exec(line.text);
    if (typed) {
      this.flush();
      this.outputs.push({ cmdlet: typed[1], text: typed[2] ?? '', properties: [], span });
      this.touch(span);
      return;
    }
    if (
      match &&
      !consoleErrors.test(line.text) &&
      (known || this.properties.length > 0 || (this.command !== undefined && /\s:/.test(match[3] ?? '')))
    ) {
      const value = match[4] ?? '';
      const start = line.start + (match[1] ?? '').length;
      this.properties.push({ name, value, span: { start, end: line.end } });
      this.lists++;
      this.touch(span);
      return;
    }
    const last = this.properties[this.properties.length - 1];
    if (last && /^\s/.test(line.text)) {
      const text = line.text.trim();
      this.properties[this.properties.length - 1] = {
        ...last,
        value: last.value === '' ? text : `${last.value} ${text}`,
        span: { start: last.span.start, end: line.end },
      };
      this.touch(span);
      return;
    }
    const version = /^\s*(PSVersion|PSEdition|CLRVersion|BuildVersion|OS)\s{2,}(\S.*?)\s*$/.exec(line.text);
    if (version && (this.variable !== undefined || version[1] === 'PSVersion')) {
      this.variables.push({ name: `PSVersionTable.${version[1] ?? ''}`, value: version[2] ?? '', span });
      this.touch(span);
      return;
    }
    if (this.properties.length > 0) this.flush(true);
    const error = consoleErrors.test(line.text);
    if (this.command === undefined && !error && !this.variable) return;
    if (this.command !== undefined && this.blanks > 1 && this.words.length > 0 && !error) return;
    this.words.push({ text: line.text.trim(), span });
    this.touch(span);
    // One word is the whole answer of Get-AipService and of a single property; what follows are the writer's words.
    if (this.words.length === 1 && /^(?:Enabled|Disabled|True|False)$/i.test(line.text.trim())) {
      this.flush();
      this.command = undefined;
    }
  }

  /** Reads a table whose column titles stand at `index`; returns the index of its last line. */
  private table(lines: readonly Line[], index: number): number {
    const header = lines[index];
    const rule = lines[index + 1];
    if (!header || !rule) return index;
    const columns = underlineColumns(rule.text) ?? [];
    const names = tableRow(header, columns, []).map((cell) => cell.value);
    const cmdlet = this.command ?? names.map(cmdletOfProperty).find((name) => name !== undefined);
    const ours = cmdlet !== undefined || this.variable !== undefined || (names[0] === 'Name' && names[1] === 'Value');
    let last = index + 1;
    const pairs: CmdletProperty[] = [];
    const start = header.start;
    for (let i = index + 2; i < lines.length; i++) {
      const line = lines[i];
      if (!line || line.text.trim() === '' || prompt.test(line.text)) break;
      last = i;
      if (!ours) continue;
      const cells = tableRow(line, columns, names);
      this.touch({ start, end: line.end });
      if (this.variable !== undefined || (names[0] === 'Name' && names[1] === 'Value')) this.variableRow(names, cells);
      else if (names.length === 2 && /^key$/i.test(names[0] ?? '') && /^value$/i.test(names[1] ?? '')) {
        const [key, value] = cells;
        if (key) pairs.push({ name: key.value, value: value?.value ?? '', span: { start: line.start, end: line.end } });
      } else {
        const properties = cells.map((cell, column) => ({
          name: names[column] ?? '',
          value: cell.value,
          span: cell.span,
        }));
        this.outputs.push({ cmdlet, text: '', properties, span: { start: line.start, end: line.end } });
        this.tables++;
      }
    }
    if (pairs.length > 0) {
      const told =
        cmdlet ?? pairs.map((property) => cmdletOfProperty(property.name)).find((name) => name !== undefined);
      this.outputs.push({ cmdlet: told, text: '', properties: pairs, span: { start, end: lines[last]?.end ?? start } });
      this.tables++;
    }
    return last;
  }

  private variableRow(names: readonly string[], cells: readonly { value: string; span: Span }[]): void {
    const [first, second] = cells;
    if (names[0] === 'Name' && first) {
      const table = this.variable ?? 'PSVersionTable';
      if (
        this.variable === undefined &&
        !/^(?:PS\w+|CLRVersion|WSManStackVersion|BuildVersion|SerializationVersion|GitCommitId|OS|Platform)$/.test(
          first.value,
        )
      )
        return;
      this.variables.push({
        name: `${table}.${first.value}`,
        value: second?.value ?? '',
        span: second?.span ?? first.span,
      });
    } else if (first && this.variable !== undefined) {
      const digits = cells.map((cell) => cell.value).filter((value) => /^\d+$/.test(value));
      this.variables.push({ name: this.variable, value: digits.join('.') || first.value, span: first.span });
    }
  }

  private flush(keepCommand = false): void {
    const { properties, words } = this;
    this.properties = [];
    this.words = [];
    const [firstWord] = words;
    if (properties.length > 0) {
      const cmdlet =
        this.command ??
        properties.map((property) => cmdletOfProperty(property.name)).find((name) => name !== undefined);
      const first = properties[0]?.span ?? { start: 0, end: 0 };
      this.outputs.push({
        cmdlet,
        text: words.map((word) => word.text).join('\n'),
        properties,
        span: {
          start: firstWord ? Math.min(firstWord.span.start, first.start) : first.start,
          end: properties[properties.length - 1]?.span.end ?? first.end,
        },
      });
    } else if (firstWord) {
      const text = words.map((word) => word.text).join('\n');
      const span = { start: firstWord.span.start, end: words[words.length - 1]?.span.end ?? firstWord.span.end };
      if (this.asked !== undefined)
        this.outputs.push({
          cmdlet: this.command,
          text: '',
          properties: [{ name: this.asked, value: text, span }],
          span,
        });
      else if (this.variable !== undefined) this.variables.push({ name: this.variable, value: text, span });
      else this.outputs.push({ cmdlet: this.command, text, properties: [], span });
    } else return;
    if (!keepCommand && properties.length === 0) {
      this.command = undefined;
      this.variable = undefined;
    }
    this.asked = undefined;
  }
}

function csvOutputs(text: string): CmdletOutput[] | undefined {
  const start = /^#TYPE[^\r\n]*[\r\n]+/.exec(text)?.[0].length ?? 0;
  const head = text.slice(start, start + 2000).split(/\r\n|\r|\n/, 1)[0] ?? '';
  const separator = head.includes(';') && !head.includes(',') ? ';' : ',';
  const names = readCsv(head, separator)[0]?.cells.map((cell) => cell.text.trim()) ?? [];
  const cmdlet = names.map(cmdletOfProperty).find((name) => name !== undefined);
  if (cmdlet === undefined || names.length < 2) return undefined;
  const [, ...rows] = readCsv(text, separator, start);
  return rows.map((row) => ({
    cmdlet,
    text: '',
    properties: row.cells.map((cell, index) => ({ name: names[index] ?? '', value: cell.text, span: cell.span })),
    span: row.span,
  }));
}
