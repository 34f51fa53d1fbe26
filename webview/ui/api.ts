/** What a webview gets from VS Code: one channel and a small saved state. */
export interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

let api: EditorApi | undefined;

/** The API object; VS Code hands it out once per page. */
export function editorApi(): EditorApi {
  api ??= acquireVsCodeApi();
  return api;
}
