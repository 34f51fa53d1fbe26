import { type Message, type MessageKey, message } from '../../text';
import type { RightView } from './model';

/** Usage rights and roles in words, as the Rights Management documentation of usage rights describes them. */
const meanings: Readonly<Record<string, MessageKey>> = {
  VIEW: 'license.rightView',
  EDIT: 'license.rightEdit',
  DOCEDIT: 'license.rightEdit',
  PRINT: 'license.rightPrint',
  EXTRACT: 'license.rightExtract',
  COPY: 'license.rightExtract',
  EXPORT: 'license.rightExport',
  OBJMODEL: 'license.rightObjModel',
  FORWARD: 'license.rightForward',
  REPLY: 'license.rightReply',
  REPLYALL: 'license.rightReplyAll',
  VIEWRIGHTSDATA: 'license.rightViewRights',
  EDITRIGHTSDATA: 'license.rightEditRights',
  COMMENT: 'license.rightComment',
  OWNER: 'license.rightOwner',
  AUDITEDEXTRACT: 'license.rightAuditedExtract',
  ISSUE: 'license.rightIssue',
};

const roles: Readonly<Record<string, MessageKey>> = {
  VIEWER: 'license.roleViewer',
  EDITOR: 'license.roleEditor',
  'RESTRICTED EDITOR': 'license.roleRestrictedEditor',
  RESTRICTEDEDITOR: 'license.roleRestrictedEditor',
  OWNER: 'license.roleOwner',
};

/** What a right allows; names that are not documented are shown as they are. */
export function rightMeaning(name: string): Message {
  const key = meanings[name.trim().toUpperCase()];
  return key ? message(key) : message('license.rightUnknown', { name });
}

export function rightView(name: string): RightView {
  return { name, meaning: rightMeaning(name) };
}

export function roleView(name: string): RightView {
  const key = roles[name.trim().toUpperCase()];
  return { name, meaning: key ? message(key) : message('license.rightUnknown', { name }) };
}
