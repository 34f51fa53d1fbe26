/** Builds HAR texts for tests. */
export interface EntryChoice {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number | string | null;
  readonly text?: string;
  readonly encoding?: string;
  readonly mimeType?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly responseHeaders?: unknown;
  readonly requestHeaders?: unknown;
  readonly postData?: unknown;
}

export function makeEntry(choice: EntryChoice = {}): Record<string, unknown> {
  const content = {
    size: choice.text?.length ?? 0,
    mimeType: choice.mimeType ?? 'application/json',
    ...(choice.text === undefined ? {} : { text: choice.text }),
    ...(choice.encoding === undefined ? {} : { encoding: choice.encoding }),
  };
  return {
    startedDateTime: '2026-11-22T09:12:31.2071234+01:00',
    time: 212.5,
    request: {
      method: choice.method ?? 'GET',
      url: choice.url ?? 'https://edge.microsoft.com/sync/v1/feeds/me/syncEntities/command/?client=Edge',
      httpVersion: 'h2',
      headers: choice.requestHeaders ?? [{ name: 'Accept', value: '*/*' }],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: 0,
      ...(choice.postData === undefined ? {} : { postData: choice.postData }),
    },
    response: {
      status: choice.status === undefined ? 200 : choice.status,
      statusText: 'OK',
      httpVersion: 'h2',
      headers: choice.responseHeaders ?? [{ name: 'Content-Type', value: 'application/json' }],
      cookies: [],
      content,
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { blocked: -1, dns: 1, connect: 2, ssl: 1, send: 0, wait: 200, receive: 8.5 },
    ...choice.extra,
  };
}

export function makeHar(entries: readonly unknown[], creator: unknown = { name: 'Test', version: '1' }): unknown {
  return { log: { version: '1.2', creator, pages: [], entries } };
}
