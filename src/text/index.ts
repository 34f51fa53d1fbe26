export type { MessageKey } from './en';
export { type Language, languageOf, type Message, type MessageArgs, message } from './message';
export { text } from './render';
