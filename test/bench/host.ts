import { benchExtensionHost } from './captures/extensionHost';

/* The extension host's thread while large captures open. */
await benchExtensionHost();
