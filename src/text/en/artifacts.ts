/** Sentences of the area "artifacts" in US English. Keys start with "artifacts.". */
export const artifacts = {
  'artifacts.problemEmpty': 'The file is empty.',
  'artifacts.problemTextLimit': 'The text is larger than {megabytes} MB. Only its beginning was read.',
  'artifacts.problemImage':
    'This is a picture. A screenshot cannot be read: ask for the text of the page, or for the dump as a file.',
  'artifacts.problemEventLog':
    'This is a binary Windows event log. Ask for the events as text or CSV, for example exported with Get-WinEvent.',
  'artifacts.problemPdf': 'This is a PDF document. Ask for the dump or the log as a text file.',
  'artifacts.problemUnknown': 'This is a binary file of a kind that is not read here.',
} as const;
