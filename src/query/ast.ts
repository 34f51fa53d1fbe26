import type { Span } from '../artifacts/place';

/** Amount as written; units keep the writing for {@link printQuery}. */
export type Amount =
  | { readonly type: 'number'; readonly value: number; readonly unit: '' | 'kb' | 'mb' | 'ms' | 's' | 'min' }
  | { readonly type: 'clock'; readonly hours: number; readonly minutes: number; readonly seconds: number | undefined };

export type Comparison = '>' | '>=' | '<' | '<=' | '=';

export type Value =
  /** A bare word; `*` stands for any text. */
  | { readonly type: 'word'; readonly text: string }
  /** Quoted: taken literally. */
  | { readonly type: 'quoted'; readonly text: string }
  | { readonly type: 'regex'; readonly source: string; readonly ignoreCase: boolean }
  | { readonly type: 'compare'; readonly comparison: Comparison; readonly amount: Amount }
  | { readonly type: 'range'; readonly from: Amount; readonly to: Amount };

/** A node of a query; `span` lies in the text that was parsed. */
export type QueryNode =
  | { readonly type: 'and' | 'or'; readonly items: readonly QueryNode[]; readonly span: Span }
  | { readonly type: 'not'; readonly item: QueryNode; readonly span: Span }
  | { readonly type: 'text'; readonly value: Value; readonly span: Span }
  | {
      readonly type: 'field';
      /** Name of the field in lower case. */
      readonly field: string;
      /** Header name of `header.NAME`, as written. */
      readonly header: string | undefined;
      readonly values: readonly Value[];
      readonly span: Span;
    };
