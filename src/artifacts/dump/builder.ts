import type { Span } from '../place';
import type { Problem } from '../problem';
import type { SourceText } from '../sourceText';
import type { DataTypeStatus, Dump, DumpForm, DumpNode, ProtocolEvent, Section, Stat } from './model';

/** Collects the parts of one dump while its text is read. */
export class DumpBuilder {
  form: DumpForm = 'fragment';
  taken: Dump['taken'];
  userAgent: string | undefined;
  hasTypes = false;
  readonly sections: Section[] = [];
  readonly types: DataTypeStatus[] = [];
  readonly events: ProtocolEvent[] = [];
  readonly nodes: DumpNode[] = [];
  readonly extras: Stat[] = [];
  readonly actionable: Stat[] = [];
  readonly problems: Problem[] = [];
  actionableDetected: { value: boolean; span: Span } | undefined;
  unrecoverableDetected: { value: boolean; span: Span } | undefined;
  unrecoverableMessage: { value: string; span: Span } | undefined;
  private start = Number.POSITIVE_INFINITY;
  private end = 0;
  private pending: Stat[] = [];
  private evidence = 0;

  constructor(
    readonly id: string,
    readonly source: SourceText,
    /** What is read: the source's text, or one of the same length with parts blanked that others have read. */
    readonly text: string = source.text,
  ) {}

  /** Widens the dump's extent. */
  cover(span: Span): void {
    if (span.start < this.start) this.start = span.start;
    if (span.end > this.end) this.end = span.end;
  }

  /** A stat whose section title is not known yet (it follows in JSON). */
  stat(stat: Stat): void {
    this.pending.push(stat);
    this.evidence++;
    this.cover({ start: stat.nameSpan.start, end: Math.max(stat.nameSpan.end, stat.valueSpan.end) });
  }

  /** Gives the waiting stats their section; undefined when the title is cut off. */
  section(title: string | undefined, titleSpan: Span | undefined, sensitive: boolean): void {
    const stats = this.pending;
    if (title === undefined && stats.length === 0) return;
    this.pending = [];
    const first = stats[0]?.nameSpan.start ?? titleSpan?.start ?? 0;
    let end = titleSpan?.end ?? first;
    for (const stat of stats) end = Math.max(end, stat.nameSpan.end, stat.valueSpan.end);
    const span = { start: Math.min(first, titleSpan?.start ?? first), end };
    this.sections.push({ title, sensitive, stats, ...(titleSpan ? { titleSpan } : {}), span });
    this.cover(span);
    if (title !== undefined) this.evidence++;
  }

  /** True while stats wait for their section. */
  get waiting(): boolean {
    return this.pending.length > 0;
  }

  /** Takes the waiting stats as the actionable error's. */
  takeActionable(): void {
    this.actionable.push(...this.pending);
    this.pending = [];
  }

  type(row: DataTypeStatus): void {
    this.types.push(row);
    this.hasTypes = true;
    this.evidence++;
    this.cover(row.span);
  }

  event(event: ProtocolEvent): void {
    this.events.push(event);
    this.evidence++;
    this.cover(event.span);
  }

  node(node: DumpNode): void {
    this.nodes.push(node);
    this.evidence++;
    this.cover(node.span);
  }

  /** True when nothing of a dump was found. */
  get empty(): boolean {
    return this.evidence === 0;
  }

  get found(): number {
    return this.evidence;
  }

  finish(): Dump {
    if (this.waiting) this.section(undefined, undefined, false);
    const { unrecoverableDetected: unrecoverable, unrecoverableMessage: text, actionableDetected } = this;
    const errorSpan = text?.span ?? unrecoverable?.span;
    return {
      kind: 'sync-internals',
      id: this.id,
      form: this.form,
      source: this.source,
      taken: this.taken,
      userAgent: this.userAgent,
      sections: this.sections,
      types: this.types,
      hasTypes: this.hasTypes,
      events: this.events,
      nodes: this.nodes,
      extras: this.extras,
      unrecoverableError:
        unrecoverable || text
          ? {
              detected: unrecoverable?.value ?? true,
              message: text?.value ?? '',
              ...(errorSpan ? { span: errorSpan } : {}),
            }
          : undefined,
      actionableError:
        actionableDetected || this.actionable.length > 0
          ? {
              detected: actionableDetected?.value ?? this.actionable.some((stat) => stat.status !== 'uninitialized'),
              stats: this.actionable,
              ...(actionableDetected ? { span: actionableDetected.span } : {}),
            }
          : undefined,
      span: { start: Math.min(this.start, this.end), end: this.end },
      problems: this.problems,
    };
  }
}
