import { Edits } from './edits';
import { inside, type Where } from './model';
import { plainEdits } from './plain';
import type { Redactor } from './redactor';

/** Hosts whose addresses are capabilities: whoever has the address can push to the client. */
const channelHosts =
  /(?:^|\.)(?:notify\.windows\.com|wns\.windows\.com|push\.services\.mozilla\.com|fcm\.googleapis\.com)$/i;

/** A URL: host kept, credentials, parameters and fragments redacted by their names. */
export function redactUrl(redactor: Redactor, raw: string, where: Where): string {
  const parts = /^([a-z][\w+.-]*:(?:\\?\/){2})?([^/?#\\]*)((?:\\?\/[^?#]*)?)(\?[^#]*)?(#.*)?$/i.exec(raw);
  if (!parts) return raw;
  const [, scheme = '', authority = '', path = '', query = '', fragment = ''] = parts;
  const host = authority.replace(/^.*@/, '').replace(/:\d+$/, '');
  const at = inside(where, 'url');
  if (channelHosts.test(host) && path.length + query.length > 12) {
    return `${scheme}${host}/${redactor.secret('channel-url', (path + query + fragment).replace(/^\//, ''), at)}`;
  }
  const credentials = /^(.*)@/.exec(authority)?.[1];
  const login = credentials === undefined ? '' : `${redactor.secret('password', credentials, at)}@`;
  return `${scheme}${login}${words(redactor, authority.replace(/^.*@/, ''), at)}${words(redactor, path, at)}${pairs(redactor, query, at)}${pairs(redactor, fragment, at)}`;
}

/** `?a=b&c=d` or `#a=b`. */
function pairs(redactor: Redactor, text: string, where: Where): string {
  if (text.length < 2) return text;
  const content = text.slice(1);
  if (!content.includes('=')) return text.charAt(0) + words(redactor, content, where);
  const edits = new Edits(content.length);
  redactor.form(content, where, edits);
  return text.charAt(0) + edits.apply(content);
}

function words(redactor: Redactor, text: string, where: Where): string {
  if (text.length < 4) return text;
  const edits = new Edits(text.length);
  plainEdits(redactor, text, where, edits);
  return edits.apply(text);
}
