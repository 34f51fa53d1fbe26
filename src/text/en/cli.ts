/** Sentences of the area "cli" in US English. */
export const cli = {
  'cli.usage':
    'Usage: edge-sync-inspector COMMAND ...\n  findings FILE...         [--format text|json|sarif|markdown] [--fail-on error|warning]\n  sessions CAPTURE         [--filter QUERY] [--format text|json]\n  show CAPTURE SID         [--part request|response|token|license|sync|timing] [--format text|json] [--reveal]\n  decode [FILE]            [--format text|json] [--jwks FILE] [--reveal]\n  redact FILE --out FILE   [--report FILE]\n  compare A B              [--format text|json|markdown]\n  knowledge [ID]           [--format text|json]\nEverywhere: --lang en|de, --password TEXT, --password-stdin',
  'cli.unknownCommand': 'There is no command "{value}".',
  'cli.unknownOption': 'The option {value} does not exist here.',
  'cli.missingValue': 'The option {value} needs a value.',
  'cli.badValue': 'This value does not fit: {value}',
  'cli.operands': 'The files do not fit: {value}',
  'cli.failed': 'This could not be done: {reason}',
  'cli.unreadable': '{path} cannot be read: {reason}',
  'cli.passwordNeeded': '{path} is protected. Give --password or --password-stdin.',
  'cli.passwordWrong': 'The password does not open {path}.',
  'cli.noCapture': '{path} is no capture.',
  'cli.severalCaptures': '{path} holds {count} captures; this is {shown}.',
  'cli.noFindings': 'No findings; {count} conditions were checked.',
  'cli.sessionCount': '{shown} of {total} sessions',
  'cli.history': 'history',
  'cli.more': 'and {count} more',
  'cli.nothingDecoded': 'Nothing that can be decoded was found.',
  'cli.guidance': 'guidance',
  'cli.noSession': 'There is no session {value}.',
  'cli.noPart': 'Session {session} has nothing for "{part}".',
} as const;
