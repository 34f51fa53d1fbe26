/** Sentences of the area "netlog" in US English. Keys start with "netlog.". */
export const netlog = {
  'netlog.noConstants': 'Not a readable NetLog: its tables of event types are missing or cut.',
  'netlog.version': 'The NetLog has format version {version}; only version 1 is known. What fits is shown.',
  'netlog.cut': 'The file is cut at byte {byte}. {count} {count|event|events} before that could be read.',
  'netlog.damaged': '{count} {count|line is|lines are} no events and {count|was|were} left out.',
  'netlog.authorization':
    'Although recorded in mode {mode}, this file still shows Authorization headers in clear. Treat it as confidential.',
  'netlog.stripped':
    'Recorded in mode {mode}: cookies and authorization values are replaced by their length, and there are no bodies.',
  'netlog.noBody': 'The body is not in the file: only recordings with raw bytes hold bodies.',
  'netlog.cached': 'The answer came from the cache; its headers were not logged.',
} as const;
