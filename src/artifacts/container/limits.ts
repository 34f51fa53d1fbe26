/** Attachments inside attachments that are opened at most. */
export const nestingLimit = 3;
