import type { InspectorTab, TabView } from '../../views';
import { bodyViews } from '../body/view';
import type { WideTabContext } from './context';
import { cookiesTab, headersTab, queryTab } from './headers';
import { licenseTab } from './license';
import { messagesTab } from './messages';
import { overviewTab } from './overview';
import { certificatesTab, rawTab, timingTab } from './rest';
import { syncTab } from './sync';
import { tokenTab } from './token';

/** The content of one tab of the inspector. */
export async function tabView(context: WideTabContext, tab: InspectorTab): Promise<TabView> {
  switch (tab) {
    case 'overview':
      return overviewTab(context);
    case 'headers':
      return { tab, groups: headersTab(context) };
    case 'cookies':
      return { tab, groups: cookiesTab(context) };
    case 'query':
      return { tab, groups: queryTab(context) };
    case 'certificates':
      return { tab, groups: await certificatesTab(context, context.capture, context.content.session.key) };
    case 'token':
      return tokenTab(context);
    case 'license':
      return licenseTab(context);
    case 'sync':
      return syncTab(context);
    case 'body':
      return { tab, bodies: bodyViews(context) };
    case 'messages':
      return messagesTab(context);
    case 'timing':
      return timingTab(context);
    case 'raw':
      return rawTab(context);
  }
}
