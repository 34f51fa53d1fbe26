import type { Capture, Session } from '../../artifacts/capture/model';
import { hexDump } from '../capture/body/hex';
import { formatJson } from '../capture/body/json';
import { textLimit } from '../capture/body/text';
import { BodyContent, SessionContent } from '../capture/sessionContent';
import type { WideTabContext } from '../capture/tabs/context';
import { messageBody, sessionMessages } from '../capture/tabs/messages';
import { tabView } from '../capture/tabs/tabView';
import type { ServiceContext } from '../context';
import { allSecretsIn } from '../encodedSecrets';
import { hideSecrets } from '../masking';
import { chipText } from '../secrets';
import type { OpenArtifact } from '../store';
import type { FieldGroup, InspectorTab, TabView, ValueView, VirtualDocumentView } from '../views';

/** Tabs of the inspector that are documents of their own; the others have a better text: a body, a token, a license. */
const tabs = ['overview', 'headers', 'cookies', 'query', 'messages', 'timing', 'certificates', 'raw'] as const;
type TextTab = (typeof tabs)[number];

/** True for the parts that {@link tabDocument} makes: a tab, or `message.N`. */
export function isTabPart(part: string): boolean {
  return (tabs as readonly string[]).includes(part) || messageNumber(part) !== undefined;
}

function messageNumber(part: string): number | undefined {
  const digits = /^message\.(\d{1,9})$/.exec(part)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** What a tab of the inspector shows, as text: the same values, masked alike. */
export async function tabDocument(
  service: ServiceContext,
  { entry, capture, session, part }: { entry: OpenArtifact; capture: Capture; session: Session; part: string },
  signal: AbortSignal,
): Promise<VirtualDocumentView> {
  const { words } = service;
  const content = await SessionContent.read(service.store.environment.platform, capture, session, signal);
  const context: WideTabContext = { words, content, secrets: entry.secrets, service, entry, capture };
  const number = messageNumber(part);
  const text = number === undefined ? await tabText(context, part as TextTab) : await messageText(context, number);
  return text.trim()
    ? { text: `${text.trimEnd()}\n`, language: 'plaintext' }
    : { text: '', language: 'plaintext', missing: words.t('analysis.noText') };
}

async function tabText(context: WideTabContext, tab: TextTab & InspectorTab): Promise<string> {
  const { words } = context;
  const view = await tabView(context, tab);
  switch (view.tab) {
    case 'overview':
      return [...(view.story.length ? [view.story.join('\n')] : []), ...view.groups.map(groupText)].join('\n\n');
    case 'headers':
    case 'cookies':
    case 'query':
    case 'certificates':
      return view.groups.map(groupText).join('\n\n');
    case 'timing':
      return timingText(view, (count) => words.duration(count));
    case 'raw':
      return [...view.notes, view.request, view.response].filter(Boolean).join('\n\n');
    case 'messages':
      return allMessages(context, view);
    default:
      return '';
  }
}

function groupText({ title, rows }: FieldGroup): string {
  const width = Math.min(32, Math.max(0, ...rows.map(({ name }) => name.length)));
  const lines = rows.map(({ name, value, meaning }) => {
    const said = meaning ? `  (${meaning})` : '';
    return `  ${`${name}:`.padEnd(width + 2)}${oneLine(valueText(value))}${said}`.trimEnd();
  });
  return [title, ...lines].join('\n');
}

/** Values of several lines go on below their name. */
function oneLine(text: string): string {
  return text.includes('\n') ? `\n${text.replace(/^/gm, '    ')}` : text;
}

function valueText({ text, masked }: ValueView): string {
  return masked ? chipText(masked.class, masked.length) : text;
}

type Timing = Extract<TabView, { tab: 'timing' }>;

function timingText({ phases, rows }: Timing, duration: (milliseconds: number) => string): string {
  const name = Math.max(0, ...phases.map((phase) => phase.name.length));
  const lines = phases.map((phase) => `${phase.name.padEnd(name)}  ${duration(phase.duration)}`);
  return [lines.join('\n'), groupText({ title: '', rows }).trimStart()].filter(Boolean).join('\n\n');
}

type Messages = Extract<TabView, { tab: 'messages' }>;

/** Every message with its whole text; of binary ones the beginning. */
async function allMessages(context: WideTabContext, { messages }: Messages): Promise<string> {
  const whole = await sessionMessages(context);
  return messages
    .map((message, at) => {
      const head = [`#${message.index}`, message.direction, message.time, message.kind, `${message.size} B`];
      const { kind, bytes } = whole[at] ?? {};
      const text =
        kind === 'text' ? shownText(context.words, new TextDecoder().decode(bytes)) : valueText(message.value);
      return `${head.filter(Boolean).join('  ')}\n${text}`;
    })
    .join('\n\n');
}

/** One message in full: JSON that is not too long laid out, text as it came, anything else as a hex view. */
async function messageText(context: WideTabContext, index: number): Promise<string> {
  const message = (await sessionMessages(context))[index - 1];
  if (!message) return '';
  const part = message.direction === 'client' ? 'request' : 'response';
  const content = new BodyContent(messageBody(message), part, context.service.store.environment.platform);
  const { text, kind } = content;
  if (text === undefined || content.sync) return hexDump(content);
  return shownText(context.words, kind === 'json' && text.length <= textLimit ? formatJson(text) : text);
}

function shownText(words: WideTabContext['words'], text: string): string {
  return hideSecrets(words, text, allSecretsIn(text));
}
