export { openSaz } from './openSaz';
export { parseFiddlerTime } from './time';
