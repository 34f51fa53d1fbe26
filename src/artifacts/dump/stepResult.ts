/** A result of a sync cycle's step, or of a request in the log, in one shape for old and new wordings. */
export interface StepResult {
  readonly kind: 'success' | 'neutral' | 'network' | 'http' | 'protocol' | 'violation' | 'unknown';
  /** `ERR_...`, the HTTP status, or the protocol error's name; empty when there is none. */
  readonly code: string;
}

const neutral = /^(?:UNSET|SERVER_MORE_TO_DOWNLOAD|CANNOT_DO_WORK|DATATYPE_TRIGGERED_RETRY)$/;

/**
 * Reads `Success`, `Network error (ERR_...)`, `HTTP error (403)`, `Protocol error (X)`, `Protocol violation error`
 * (Chromium's SyncerError) and the upper-case names of builds before 2023, with `Result:` or `Received error:` in
 * front as in log details. A value cut off inside its brackets keeps what it has.
 */
export function parseStepResult(text: string): StepResult {
  const value = text.replace(/^\s*(?:Result|Received error):\s*/i, '').trim();
  if (/^(?:Success|SYNCER_OK)$/i.test(value)) return { kind: 'success', code: '' };
  if (neutral.test(value)) return { kind: 'neutral', code: value };
  const [, name = '', code = ''] = /^(Network error|HTTP error|Protocol error)\s*\(([^)]*)\)?$/i.exec(value) ?? [];
  if (/^network/i.test(name)) return { kind: 'network', code };
  if (/^http/i.test(name)) return { kind: 'http', code };
  if (/^protocol/i.test(name)) return { kind: 'protocol', code };
  if (/^(?:Protocol violation error|SERVER_RESPONSE_VALIDATION_FAILED)/i.test(value))
    return { kind: 'violation', code: '' };
  const status = /\(HTTP (\d{3})\)/.exec(value)?.[1];
  if (status) return { kind: 'http', code: status };
  if (/^NETWORK_/.test(value)) return { kind: 'network', code: value };
  const server = /^SERVER_RETURN_([A-Z_]+)/.exec(value)?.[1];
  if (server) return { kind: 'protocol', code: server };
  if (/^SYNC_(?:SERVER|AUTH)_ERROR/.test(value)) return { kind: 'http', code: value };
  return { kind: 'unknown', code: value };
}
