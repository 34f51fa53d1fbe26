export type { Amount, Comparison, QueryNode, Value } from './ast';
export { type CompiledQuery, compileQuery, type RunOptions } from './compile';
export { type Completion, type CompletionItem, completeQuery, completionReadsHeads } from './complete';
export { emptyContext, type HeaderSide, type QueryContext, type TokenFacts, type ValueCount } from './context';
export { type Field, type FieldKind, fieldNamed, fields } from './fields';
export { type ParsedQuery, parseQuery, type QueryError } from './parse';
export { type PartCount, partCounts } from './parts';
export { printQuery } from './print';
export { SessionTable } from './table';
