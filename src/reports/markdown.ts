import type { Session } from '../artifacts/capture/model';
import type { Place } from '../artifacts/place';
import { fixOf } from '../diagnosis';
import type { Diagnosis, Finding } from '../diagnosis/finding';
import { verdictOf } from '../diagnosis/verdict';
import { type Condition, condition, knowledgeDate } from '../knowledge';
import { type Language, type MessageArgs, type MessageKey, message, text } from '../text';
import type { RequestIds } from './correlationIds';
import type { FileOfCase } from './json/findings';
import { isoTime } from './json/problem';
import { codeSpan, escapeMarkdown } from './markdownText';
import { maskText } from './maskText';
import { fileName, placeParts, textsOf } from './names';

const maxEvidence = 5;

/** What a report may say beyond the diagnosis. */
export interface ReportExtras {
  readonly requests?: readonly RequestIds[];
}

/** Ticket text of a whole case: what was looked at, verdict, findings with evidence and steps, chain, open questions. */
export function reportMarkdown(
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
  extras: ReportExtras = {},
): string {
  const writer = new Writer(files, diagnosis, language, own);
  return writer.report(extras);
}

/** Ticket text of one finding. */
export function findingMarkdown(
  finding: Finding,
  files: readonly FileOfCase[],
  diagnosis: Diagnosis,
  language: Language,
  own: readonly Condition[] = [],
): string {
  return new Writer(files, diagnosis, language, own).finding(finding, '##');
}

class Writer {
  constructor(
    private readonly files: readonly FileOfCase[],
    private readonly diagnosis: Diagnosis,
    private readonly language: Language,
    private readonly own: readonly Condition[],
  ) {}

  report(extras: ReportExtras): string {
    const { diagnosis } = this;
    const roots = diagnosis.findings.filter(({ causedBy, severity }) => causedBy.length === 0 && severity !== 'hint');
    const blocks = [
      `# ${this.t('reports.title')}`,
      this.verdict(roots),
      `## ${this.t('reports.lookedAt')}`,
      this.files.map((file) => this.file(file)).join('\n'),
      ...(diagnosis.chain.length ? [`## ${this.t('reports.chain')}`, this.chain()] : []),
      ...(roots.length ? [`## ${this.t('reports.findings')}`] : []),
      ...roots.flatMap((root) => [this.finding(root, '###'), this.consequences(root)]),
      ...(extras.requests?.length ? [`## ${this.t('reports.requests')}`, this.requests(extras.requests)] : []),
      ...(diagnosis.ask.length
        ? [`## ${this.t('reports.ask')}`, this.list(diagnosis.ask.map(({ texts }) => texts[this.language]))]
        : []),
      this.t('reports.checked', { count: diagnosis.checked, open: diagnosis.notChecked.length, date: knowledgeDate }),
    ];
    return `${blocks.filter(Boolean).join('\n\n')}\n`;
  }

  finding(finding: Finding, heading: string): string {
    const { language, own } = this;
    const texts = textsOf(finding.id, language, own);
    const fix = fixOf(finding, this.diagnosis.facts, language, own);
    const who = (condition(finding.id) ?? own.find(({ id }) => id === finding.id))?.who ?? [];
    const blocks = [
      `${heading} ${escapeMarkdown(texts.title)}`,
      [
        `${this.t('reports.severity')}: ${this.t(`reports.severity.${finding.severity}`)}`,
        this.t(`analysis.basis.${finding.basis}`),
        finding.history ? this.t('reports.history') : '',
      ]
        .filter(Boolean)
        .join(' · '),
      escapeMarkdown(texts.cause),
      who.length
        ? `**${this.t('reports.who')}**: ${who.map((actor) => this.t(`analysis.who.${actor}`)).join(', ')}`
        : '',
      finding.evidence.length ? `**${this.t('reports.seen')}**\n\n${this.evidence(finding)}` : '',
      fix.steps.length
        ? `**${this.t('reports.steps')}**\n\n${fix.steps.map((step, at) => `${at + 1}. ${escapeMarkdown(step)}`).join('\n')}`
        : '',
      fix.powershell.length
        ? `**PowerShell**\n\n${fix.powershell.map(({ text: command, kind }) => `- ${this.t(`reports.command.${kind}`)}: ${codeSpan(command)}`).join('\n')}`
        : '',
      fix.withheld.length ? fix.withheld.map((held) => `> ${escapeMarkdown(text(held, language))}`).join('\n') : '',
      fix.links.length ? fix.links.map(({ title, url }) => `- [${escapeMarkdown(title)}](${url})`).join('\n') : '',
    ];
    return blocks.filter(Boolean).join('\n\n');
  }

  private verdict(roots: readonly Finding[]): string {
    const serious = roots.filter(
      ({ severity, history }) => !history && (severity === 'error' || severity === 'warning'),
    );
    const [first] = serious;
    if (!first) {
      const verdict = verdictOf(
        this.files.map(({ artifact }) => artifact),
        this.diagnosis,
      );
      return verdict.kind === 'not-answerable'
        ? `**${this.t('reports.notAnswerable')}** ${escapeMarkdown(text(verdict.reason, this.language))}`
        : this.t('reports.nothingFound');
    }
    const title = textsOf(first.id, this.language, this.own).title;
    const more = serious.length - 1;
    return `**${this.t('reports.verdict', { title: escapeMarkdown(title) })}**${more ? ` ${this.t('reports.more', { count: more })}` : ''}`;
  }

  private file({ path, summary, artifact }: FileOfCase): string {
    const problems = artifact.problems.map((problem) => `  - ${escapeMarkdown(text(problem.message, this.language))}`);
    const quality = artifact.kind === 'capture' ? this.quality(artifact.sessions).map((line) => `  - ${line}`) : [];
    return [
      `- ${codeSpan(fileName(path))}${summary ? `: ${escapeMarkdown(summary)}` : ''}`,
      ...quality,
      ...problems,
    ].join('\n');
  }

  /** What limits a capture as evidence. */
  private quality(sessions: readonly Session[]): string[] {
    const blind = sessions.filter(({ isBlindTunnel }) => isBlindTunnel).length;
    if (sessions.length > 0 && sessions.every(({ isTunnel }) => isTunnel))
      return [this.t('analysis.quality.onlyTunnels')];
    return blind > 0 ? [this.t('analysis.quality.blind', { count: blind, total: sessions.length })] : [];
  }

  /** Requests by the ids that Microsoft's logs know, with their times in UTC. */
  private requests(requests: readonly RequestIds[]): string {
    return requests
      .map(({ file, sid, started, request, status, ids }) => {
        const time = isoTime(started)?.replace(/\.\d+Z$/, 'Z') ?? '';
        const head = [
          time,
          escapeMarkdown(this.t('reports.inSession', { file, sid: String(sid) })),
          codeSpan(`${request} ${status || '-'}`),
        ];
        return [
          `- ${head.filter(Boolean).join(' · ')}`,
          ...ids.map(({ name, value }) => `  - ${escapeMarkdown(name)}: ${codeSpan(value)}`),
        ].join('\n');
      })
      .join('\n');
  }

  private chain(): string {
    return this.diagnosis.chain
      .map(
        ({ step, state, reason }) =>
          `- ${this.t(`analysis.chain.${step}`)}: **${this.t(`analysis.state.${state}`)}**. ${escapeMarkdown(text(reason, this.language))}`,
      )
      .join('\n');
  }

  private consequences(root: Finding): string {
    const list = this.diagnosis.findings.filter(({ causedBy }) => causedBy.includes(root.id));
    if (list.length === 0) return '';
    // The chain of evidence: what follows, how sure that is, and where it was seen first.
    const lines = list.map(({ id, basis, evidence }) => {
      const title = `${escapeMarkdown(textsOf(id, this.language, this.own).title)} (${this.t(`analysis.basis.${basis}`)})`;
      const [first] = evidence;
      return first ? `${title}: ${this.where(first.place)}, ${codeSpan(maskText(first.text))}` : title;
    });
    return `${this.t('reports.explains')}\n\n${this.list(lines)}`;
  }

  private evidence(finding: Finding): string {
    const lines = finding.evidence.slice(0, maxEvidence).map(({ place, text: seen, basis }) => {
      const sure = basis === finding.basis ? '' : ` (${this.t(`analysis.basis.${basis}`)})`;
      return `- ${this.where(place)}: ${codeSpan(maskText(seen))}${sure}`;
    });
    const rest = finding.evidence.length - maxEvidence;
    return [...lines, ...(rest > 0 ? [`- ${this.t('reports.moreEvidence', { count: rest })}`] : [])].join('\n');
  }

  private where(place: Place): string {
    const { file, sid, line } = placeParts(place, this.files);
    if (sid !== undefined) return escapeMarkdown(this.t('reports.inSession', { file, sid: String(sid) }));
    return escapeMarkdown(line === undefined ? file : this.t('reports.inLine', { file, line: String(line) }));
  }

  private list(items: readonly string[]): string {
    return items.map((item) => `- ${item}`).join('\n');
  }

  private t(key: MessageKey, args?: MessageArgs): string {
    return text(message(key, args), this.language);
  }
}
