import type { TabView } from '../../../src/analysis/views';
import { Button } from '../../ui/buttons';
import { useEditor } from '../../ui/context';
import { DataTable } from '../../ui/DataTable';
import { Checks, FieldGroups } from '../../ui/FieldGrid';
import { SourceText } from '../../ui/SourceText';
import { t } from '../../ui/strings';
import { TreeTable } from '../../ui/TreeTable';
import { BodyTab } from './BodyTab';
import { LicenseTab } from './LicenseTab';
import { MessagesTab } from './MessagesTab';
import { TimingTab } from './TimingTab';
import { TokenTab } from './TokenTab';

interface Props {
  readonly sessionKey: number;
  readonly content: TabView;
}

/** The content of one tab of the inspector. */
export function TabContent({ sessionKey, content }: Props) {
  switch (content.tab) {
    case 'overview':
      return (
        <>
          {content.story.length > 0 ? (
            <section class="sec">
              <h2>{t('ui.whatHappened')}</h2>
              {content.story.map((line) => (
                <p key={line}>{line}</p>
              ))}
            </section>
          ) : null}
          <FieldGroups groups={content.groups} />
        </>
      );
    case 'headers':
    case 'certificates':
      return content.groups.length > 0 ? <FieldGroups groups={content.groups} verbatim /> : <Empty />;
    case 'cookies':
    case 'query':
      return content.groups.length > 0 ? <FieldGroups groups={content.groups} /> : <Empty />;
    case 'token':
      return <TokenTab tokens={content.tokens} />;
    case 'license':
      return <LicenseTab content={content} />;
    case 'sync':
      return (
        <>
          {content.messages.map((message) => (
            <section key={message.title} aria-label={message.title}>
              <div class="th">
                <h3>{message.title}</h3>
                <span class="dim">{message.detail ?? ''}</span>
              </div>
              <Checks checks={message.checks} />
              <FieldGroups groups={message.groups} />
              {message.table ? (
                <section class="sec">
                  <h2>
                    {message.table.title} <span class="dim">{message.table.detail}</span>
                  </h2>
                  <DataTable table={message.table} />
                </section>
              ) : null}
              {message.roots.length > 0 ? (
                <section class="sec">
                  <h2>{t('ui.shapeFields')}</h2>
                  <TreeTable label={message.title} tree={message.tree} roots={message.roots} />
                </section>
              ) : null}
            </section>
          ))}
        </>
      );
    case 'body':
      return <BodyTab sessionKey={sessionKey} bodies={content.bodies} />;
    case 'messages':
      return <MessagesTab sessionKey={sessionKey} messages={content.messages} />;
    case 'timing':
      return <TimingTab phases={content.phases} rows={content.rows} />;
    case 'raw':
      return <RawTab request={content.request} response={content.response} notes={content.notes} />;
  }
}

function Empty() {
  return <p class="none">{t('ui.nothingHere')}</p>;
}

interface RawProps {
  readonly request: string;
  readonly response: string;
  readonly notes: readonly string[];
}

function RawTab({ request, response, notes }: RawProps) {
  const editor = useEditor();
  const parts = [
    { title: t('ui.request'), text: request },
    { title: t('ui.response'), text: response },
  ];
  return (
    <>
      {notes.map((note) => (
        <p key={note} class="none">
          {note}
        </p>
      ))}
      {parts.map(({ title, text }) => (
        <section key={title} class="sec">
          <h2 class="lrow">
            {title}
            <span class="sp" />
            <Button icon="copy" label={t('ui.copy')} onClick={() => editor.copy(text, title)} />
          </h2>
          <SourceText text={text} />
        </section>
      ))}
    </>
  );
}
