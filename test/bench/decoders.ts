import { benchLicense } from './decoders/license';
import { benchSync } from './decoders/sync';
import { benchTokens } from './decoders/tokens';

// Decoders against the libraries that do the same work, on the same bytes in one run.
benchLicense();
benchSync();
benchTokens();
