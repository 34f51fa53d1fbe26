import * as vscode from 'vscode';

export type WebviewBundle = 'capture' | 'dump' | 'attachments' | 'compare';

/** The page of a webview: one style sheet, one script with a fresh nonce, nothing remote, nothing inline. */
export function shell(
  webview: vscode.Webview,
  root: vscode.Uri,
  bundle: WebviewBundle,
  title: string,
  language: string,
): string {
  const at = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, 'dist', 'webview', file)).toString();
  const nonce = randomNonce();
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource} '${emptyStyle}'`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${at(`${bundle}.css`)}">
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${at(`${bundle}.js`)}"></script>
</body>
</html>`;
}

/** Hash of an empty style element: the widget library makes one to find out what the browser can do. */
const emptyStyle = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, 'x');
}

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
