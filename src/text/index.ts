export type { MessageKey } from './en';
export { type Language, type Message, type MessageArgs, message } from './message';
export { languageOf, text } from './render';
