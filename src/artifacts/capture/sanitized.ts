/** What Fiddler Everywhere writes in place of a value that it was told to remove. */
export const sanitizedMark = '***SANITIZED***';
