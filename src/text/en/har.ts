/** Sentences of the area "har" in US English. Keys start with "har.". */
export const har = {
  'har.jsonp': 'JSONP wrapper removed: the file is a call of {name}(...).',
  'har.noLog': 'Not a HAR: log is missing.',
  'har.noEntries': 'Not a HAR: log.entries is missing.',
  'har.faultPropertyName': 'Not valid JSON: line {line}, column {column}: property name must be in double quotes.',
  'har.faultColon': 'Not valid JSON: line {line}, column {column}: a colon must follow the property name.',
  'har.faultComma': 'Not valid JSON: line {line}, column {column}: a comma or a closing bracket must stand here.',
  'har.faultValue': 'Not valid JSON: line {line}, column {column}: a value must stand here.',
  'har.faultBracket': 'Not valid JSON: line {line}, column {column}: this bracket closes nothing that is open.',
  'har.faultControlCharacter':
    'Not valid JSON: line {line}, column {column}: a control character stands unescaped inside a string.',
  'har.faultEscape': 'Not valid JSON: line {line}, column {column}: this escape sequence does not exist.',
  'har.faultTrailing': 'Not valid JSON: line {line}, column {column}: text follows after the end.',
  'har.cut':
    'The file is cut: it ends at line {line}, column {column} before the JSON does. {count} {count|entry|entries} could be read.',
  'har.cutInEntry':
    'The file is cut: it ends at line {line}, column {column} inside entry {entry}, which begins at byte {byte}. The {count} {count|entry|entries} before it could be read.',
  'har.strays':
    '{count} {count|element|elements} of log.entries {count|is|are} no object and {count|was|were} left out.',
  'har.entryUnreadable': 'Entry {entry} cannot be read: it is not valid JSON.',
  'har.entryDamaged': 'This entry is not valid JSON; what could be read is shown.',
  'har.noRequest': 'The entry has no request.',
  'har.noResponse': 'The entry has no response.',
  'har.sanitized':
    'This export holds no cookie and no authorization header at all. Recent DevTools leave them out unless asked for sensitive data, so a missing Authorization header proves nothing.',
  'har.bodyEscape': 'The body text holds escape sequences that JSON does not know; they are shown as written.',
  'har.bodyLimit': 'The body is longer than {limit} bytes; the rest was not read.',
  'har.bodyBase64': 'The body is marked as Base64 but is not; it is shown as written.',
  'har.bodyDamaged': 'The body does not decode as {encoding}; it is damaged or cut.',
  'har.bodyWriterLimit':
    "The body is not in the file: it was longer than Fiddler's limit for HAR exports when the file was written.",
  'har.bodyNotKept': 'The body is not in the file: the program that wrote it did not keep it.',
  'har.textCut':
    'The file ends without the line of dashes that Fiddler writes behind every session, so its end may be missing.',
  'har.textNoSession': 'Text at byte {byte} is no HTTP session and was left out.',
  'har.textNoResponse': 'No response was recorded.',
  'har.resumed':
    'Entries between byte {from} and byte {byte} are broken and were left out; reading went on behind them.',
} as const;
