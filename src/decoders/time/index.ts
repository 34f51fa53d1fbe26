export { type ClockName, momentOf } from './clocks';
export { readTimes, type TimeReading } from './readTimes';
export { distanceWords, durationText, localText, readingWords, utcText } from './words';
