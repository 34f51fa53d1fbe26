import type { ConditionTexts } from './condition';
import account from './data/conditions/de/account.json';
import capture from './data/conditions/de/capture.json';
import cloud from './data/conditions/de/cloud.json';
import crypto from './data/conditions/de/crypto.json';
import entra from './data/conditions/de/entra.json';
import esr from './data/conditions/de/esr.json';
import identity from './data/conditions/de/identity.json';
import license from './data/conditions/de/license.json';
import network from './data/conditions/de/network.json';
import onprem from './data/conditions/de/onprem.json';
import policy from './data/conditions/de/policy.json';
import privacy from './data/conditions/de/privacy.json';
import region from './data/conditions/de/region.json';
import reset from './data/conditions/de/reset.json';
import rms from './data/conditions/de/rms.json';
import subscription from './data/conditions/de/subscription.json';
import support from './data/conditions/de/support.json';
import sync from './data/conditions/de/sync.json';
import token from './data/conditions/de/token.json';
import version from './data/conditions/de/version.json';

/** German texts of the built-in conditions, by id. */
export const german = {
  ...account,
  ...capture,
  ...cloud,
  ...crypto,
  ...entra,
  ...esr,
  ...identity,
  ...license,
  ...network,
  ...onprem,
  ...policy,
  ...privacy,
  ...region,
  ...reset,
  ...rms,
  ...subscription,
  ...support,
  ...sync,
  ...token,
  ...version,
} as Readonly<Record<string, ConditionTexts>>;
