import hljs from 'highlight.js/lib/core';
import css from 'highlight.js/lib/languages/css';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import xml from 'highlight.js/lib/languages/xml';

hljs.registerLanguage('json', json);
hljs.registerLanguage('xml', xml);
hljs.registerLanguage('css', css);
hljs.registerLanguage('javascript', javascript);

/** Syntax colors as HTML of nothing but escaped text and `span` elements with a class; undefined for plain text. */
export function highlight(text: string, language: string): string | undefined {
  const name = language === 'html' ? 'xml' : language;
  if (!hljs.getLanguage(name)) return undefined;
  return hljs.highlight(text, { language: name, ignoreIllegals: true }).value;
}
