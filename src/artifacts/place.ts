/** Position in a text: 0-based line and UTF-16 unit, as VS Code counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Range in a text; end exclusive. */
export interface TextRange {
  readonly start: Position;
  readonly end: Position;
}

/** Range in a binary layer, in bytes; end exclusive. */
export interface ByteRange {
  readonly byteStart: number;
  readonly byteEnd: number;
}

/** Range as offsets into the UTF-16 text of one layer; models keep these and turn them into positions when asked. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where something was seen. `layers` names how the text came about, outermost first, for example
 * `["raw/23_s.txt", "chunked", "gzip", "json:/SerializedPublishingLicense", "base64", "utf-16le"]`; `range` lies in
 * the last layer.
 */
export interface Place {
  /** Id of the artifact, as in {@link Artifact.id}. */
  readonly artifact: string;
  /** Key of the session (file number or position), not its SID. */
  readonly session?: number;
  /** Part of the session or artifact, for example `request`, `response`, `token`. */
  readonly part?: string;
  readonly layers: readonly string[];
  readonly range?: TextRange | ByteRange;
}
