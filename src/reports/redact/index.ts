export { type CopyOptions, type FileToRedact, learnFile, type RedactedFile, redactFile } from './file';
export type { NotJudged, RedactClass, RedactOptions, Replaced } from './model';
export { personalClasses, secretClasses } from './model';
export { Pseudonyms } from './pseudonyms';
export { Recorder } from './recorder';
export { Redactor } from './redactor';
