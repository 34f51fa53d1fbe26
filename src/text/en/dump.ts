/** Sentences of the area "dump" in US English. Keys start with "dump.". */
export const dump = {
  'dump.problemCut': 'The dump ends here before it is complete. Everything up to this place was read.',
  'dump.problemTitleCut': 'The section title is cut off. Its values are matched by their names alone.',
  'dump.problemValueCut': 'The value is cut off. It was read up to this place.',
  'dump.problemNodeLine': 'This line is not a sync node with 14 fields. It was left out of the node list.',
  'dump.problemNoAbout': 'The dump has a header, but its status part could not be read.',
  'dump.problemHtmlPart': 'The saved page holds no part with the page content that could be read.',
} as const;
