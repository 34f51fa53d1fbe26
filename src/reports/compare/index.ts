export { compareSides } from './compare';
export type { Change, ChangeMark, Comparison, Side } from './model';
export { compareJson, compareMarkdown } from './output';
