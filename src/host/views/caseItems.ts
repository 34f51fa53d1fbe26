import * as vscode from 'vscode';
import { refKey, refOfId } from '../../analysis/artifactIds';
import type { ArtifactRef, Result } from '../../analysis/protocol';
import type { CaseLinkView, ChainView, FindingView, LinkedSessionView, PlaceView } from '../../analysis/views';
import type { Host } from '../host';
import type { Ticket } from './ticket';

type Case = Result<'caseFindings'>;
type CaseFile = Case['artifacts'][number];

/** A node of the view. Commands of its menu get it as their argument. */
export type CaseItem =
  | {
      readonly type: 'group';
      readonly id: string;
      readonly label: string;
      readonly detail?: string;
      readonly context?: string;
      readonly collapsed?: boolean;
      readonly children: readonly CaseItem[];
    }
  | {
      readonly type: 'finding';
      readonly finding: FindingView;
      readonly link: CaseLinkView | undefined;
      readonly consequences: readonly CaseItem[];
    }
  | { readonly type: 'evidence'; readonly place: PlaceView; readonly finding: string }
  | { readonly type: 'session'; readonly session: LinkedSessionView; readonly finding: string }
  | { readonly type: 'artifact'; readonly file: CaseFile; readonly children: readonly CaseItem[] }
  | { readonly type: 'chain'; readonly step: ChainView; readonly children: readonly CaseItem[] }
  | { readonly type: 'text'; readonly label: string; readonly detail: string; readonly icon: string };

/** What a menu of a node means by "this finding": also for its sessions and places. */
export function findingOfItem(given: unknown): FindingView | undefined {
  return isItem(given) && given.type === 'finding' ? given.finding : undefined;
}

/** The session that a node stands for. */
export function sessionOfItem(given: unknown): LinkedSessionView | undefined {
  return isItem(given) && given.type === 'session' ? given.session : undefined;
}

function isItem(given: unknown): given is CaseItem {
  return typeof given === 'object' && given !== null && 'type' in given && !(given instanceof vscode.Uri);
}

/** The whole tree of a case: verdict and findings, chain, open questions, what could not be checked, files. */
export function itemsOf(host: Host, found: Case, ticket: Ticket): CaseItem[] {
  const linkOf = new Map(found.links.map((link) => [link.finding, link]));
  const finding = (one: FindingView, below: readonly CaseItem[]): CaseItem => ({
    type: 'finding',
    finding: one,
    link: linkOf.get(one.id),
    consequences: below,
  });
  const roots = found.findings.filter(({ causedBy }) => causedBy.length === 0);
  const groups: CaseItem[] = [
    {
      type: 'group',
      id: 'findings',
      label: host.t('case.findings', { count: found.findings.length }),
      detail: found.verdict.text,
      children: [
        ...(found.verdict.kind === 'cause' ? [] : [verdictItem(found)]),
        ...roots.map((root) =>
          finding(
            root,
            // A consequence stands below its strongest root only.
            found.findings.filter(({ causedBy }) => causedBy[0] === root.id).map((one) => finding(one, [])),
          ),
        ),
      ],
    },
    {
      type: 'group',
      id: 'chain',
      label: host.t('case.chain'),
      children: found.chain.map((step): CaseItem => ({ type: 'chain', step, children: sessionsOf(step) })),
    },
  ];
  if (found.ask.length > 0) {
    groups.push({
      type: 'group',
      id: 'ask',
      context: 'ask',
      label: host.t('case.ask', { count: found.ask.length }),
      children: found.ask.map(({ text, because }) => ({
        type: 'text',
        label: text,
        detail: because.join(', '),
        icon: 'question',
      })),
    });
  }
  if (found.notes.length + found.clocks.length > 0) {
    groups.push({
      type: 'group',
      id: 'compared',
      context: 'compared',
      label: host.t('case.compared'),
      children: [
        ...found.notes.map((label): CaseItem => ({ type: 'text', label, detail: '', icon: 'git-compare' })),
        ...found.clocks.map((label): CaseItem => ({ type: 'text', label, detail: '', icon: 'watch' })),
      ],
    });
  }
  groups.push(...notChecked(host, found), filesGroup(host, found, ticket), ...leftOut(host, ticket));
  return groups;
}

function verdictItem({ verdict }: Case): CaseItem {
  return {
    type: 'text',
    label: verdict.text,
    detail: '',
    icon: verdict.kind === 'healthy' ? 'pass' : 'circle-outline',
  };
}

function sessionsOf(step: ChainView): CaseItem[] {
  const { artifact } = step;
  if (artifact === undefined) return [];
  return step.sessions.map((key, at) => {
    const sid = step.sids?.[at] ?? key;
    const session = { artifact, key, sid, label: `#${sid}`, text: '', byText: step.stateText };
    return { type: 'session', session, finding: '' };
  });
}

function notChecked(host: Host, found: Case): CaseItem[] {
  const count = found.notChecked.reduce((sum, { conditions }) => sum + conditions.length, 0);
  if (count === 0) return [];
  return [
    {
      type: 'group',
      id: 'notChecked',
      collapsed: true,
      label: host.t('case.notChecked', { count }),
      children: found.notChecked.map(({ reason, conditions }) => ({
        type: 'group',
        id: `notChecked/${reason}`,
        collapsed: true,
        label: reason,
        detail: String(conditions.length),
        children: conditions.map(({ id, title }) => ({ type: 'text', label: title, detail: id, icon: 'circle-slash' })),
      })),
    },
  ];
}

/** Files, each with what was found inside it. */
function filesGroup(host: Host, found: Case, { notes }: Ticket): CaseItem {
  const inside = (parent: ArtifactRef | undefined): CaseItem[] =>
    found.artifacts
      .filter(({ ref }) => isParent(parent, ref))
      .map((file) => ({ type: 'artifact', file, children: inside(file.ref) }));
  return {
    type: 'group',
    id: 'files',
    label: host.t('case.files', { count: found.artifacts.length }),
    children: [
      ...inside(undefined),
      ...notes.map((label): CaseItem => ({ type: 'text', label, detail: '', icon: 'info' })),
    ],
  };
}

function isParent(parent: ArtifactRef | undefined, ref: ArtifactRef): boolean {
  const inner = ref.inner ?? [];
  if (!parent) return inner.length === 0;
  return (
    inner.length > 0 &&
    refKey({ uri: ref.uri, inner: inner.slice(0, -1) }) === refKey({ uri: parent.uri, inner: parent.inner ?? [] })
  );
}

function leftOut(host: Host, ticket: Ticket): CaseItem[] {
  if (ticket.leftOut.length === 0) return [];
  return [
    {
      type: 'group',
      id: 'leftOut',
      collapsed: true,
      label: host.t('case.leftOut', { count: ticket.leftOut.length }),
      children: ticket.leftOut.map(({ name, reason }) => ({ type: 'text', label: name, detail: reason, icon: 'file' })),
    },
  ];
}

/** Children of a node; of a finding: its places, the sessions that show it, what follows from it. */
export function childrenOf(item: CaseItem): readonly CaseItem[] {
  switch (item.type) {
    case 'group':
    case 'artifact':
    case 'chain':
      return item.children;
    case 'finding': {
      const { finding, link } = item;
      const own = new Set(
        finding.evidence.flatMap(({ place }) =>
          place.session === undefined ? [] : [`${place.artifact}\n${place.session}`],
        ),
      );
      return [
        ...finding.evidence.map((place): CaseItem => ({ type: 'evidence', place, finding: finding.id })),
        ...(link?.sessions ?? [])
          .filter(({ artifact, key }) => !own.has(`${artifact}\n${key}`))
          .map((session): CaseItem => ({ type: 'session', session, finding: finding.id })),
        ...item.consequences,
      ];
    }
    case 'evidence':
    case 'session':
    case 'text':
      return [];
  }
}

/** A root cause is named only where there is trouble; notes stand for themselves. */
function roleOf(host: Host, finding: FindingView): string {
  if (finding.history) return host.t('case.history');
  if (!finding.rootCause) return finding.causedByText;
  return finding.severity === 'error' || finding.severity === 'warning' ? host.t('case.rootCause') : '';
}

const severityIcons: Record<FindingView['severity'], vscode.ThemeIcon> = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  information: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
  hint: new vscode.ThemeIcon('lightbulb'),
};

const stateIcons: Record<ChainView['state'], vscode.ThemeIcon> = {
  passed: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  'never-asked': new vscode.ThemeIcon('circle-outline'),
  'not-decrypted': new vscode.ThemeIcon('lock'),
};

/** How a node looks, what it says to a screen reader, and what opening it does. */
export function treeItemOf(host: Host, item: CaseItem): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const parent = (state: vscode.TreeItemCollapsibleState) => (childrenOf(item).length > 0 ? state : None);
  switch (item.type) {
    case 'group': {
      const node = new vscode.TreeItem(item.label, parent(item.collapsed ? Collapsed : Expanded));
      node.id = item.id;
      node.description = item.detail ?? '';
      if (item.detail) node.tooltip = item.detail;
      node.contextValue = item.context ?? 'group';
      return node;
    }
    case 'finding': {
      const { finding, link } = item;
      const node = new vscode.TreeItem(finding.title, parent(Collapsed));
      node.iconPath = severityIcons[finding.severity];
      node.description = roleOf(host, finding);
      node.tooltip = [finding.cause, finding.basisText].filter(Boolean).join('\n');
      const marks = [
        'finding',
        link?.sessions.length ? 'sessions' : '',
        link?.dump.length ? 'dump' : '',
        finding.links.length ? 'fix' : '',
      ];
      node.contextValue = marks.filter(Boolean).join(',');
      node.accessibilityInformation = {
        label: [host.t(`case.severity.${finding.severity}`), finding.title, node.description]
          .filter(Boolean)
          .join(', '),
      };
      return node;
    }
    case 'evidence': {
      const { place } = item;
      const node = new vscode.TreeItem(place.label, None);
      node.description = place.text;
      node.tooltip = [place.text, place.basisText].filter(Boolean).join('\n');
      node.iconPath = new vscode.ThemeIcon(place.place.session === undefined ? 'go-to-file' : 'globe');
      node.contextValue = 'evidence';
      node.command = { command: 'edgeSync.showPlace', title: place.label, arguments: [place.place] };
      return node;
    }
    case 'session': {
      const { session } = item;
      const node = new vscode.TreeItem(session.label, None);
      node.description = [session.text, session.byText].filter(Boolean).join(' · ');
      node.iconPath = new vscode.ThemeIcon('link');
      node.contextValue = 'session';
      node.command = {
        command: 'edgeSync.showPlace',
        title: session.label,
        arguments: [{ artifact: session.artifact, session: session.key, layers: [] }],
      };
      return node;
    }
    case 'artifact': {
      const { file } = item;
      const node = new vscode.TreeItem(file.name, parent(Expanded));
      node.description = file.locked ? host.t('case.locked') : file.summary || file.formText;
      node.tooltip = [file.formText, file.summary, ...file.problems.slice(0, 5)].filter(Boolean).join('\n');
      node.iconPath = new vscode.ThemeIcon(file.locked ? 'lock' : file.kind === 'attachments' ? 'file-zip' : 'file');
      node.contextValue = 'artifact';
      node.command = { command: 'edgeSync.showPlace', title: file.name, arguments: [{ ref: file.ref }] };
      return node;
    }
    case 'chain': {
      const { step } = item;
      const node = new vscode.TreeItem(step.title, parent(Collapsed));
      node.description = `${step.stateText} · ${step.reason}`;
      node.tooltip = node.description;
      node.iconPath = stateIcons[step.state];
      node.contextValue = 'chain';
      return node;
    }
    case 'text': {
      const node = new vscode.TreeItem(item.label, None);
      node.description = item.detail;
      node.tooltip = [item.label, item.detail].filter(Boolean).join('\n');
      node.iconPath = new vscode.ThemeIcon(item.icon);
      node.contextValue = 'text';
      return node;
    }
  }
}

/** The file that an artifact id of the case stands for. */
export function refOfPlace(artifact: string): ArtifactRef {
  return refOfId(artifact);
}
