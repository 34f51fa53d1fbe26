import type { Condition } from './condition';
import account from './data/conditions/account.json';
import capture from './data/conditions/capture.json';
import cloud from './data/conditions/cloud.json';
import crypto from './data/conditions/crypto.json';
import entra from './data/conditions/entra.json';
import esr from './data/conditions/esr.json';
import identity from './data/conditions/identity.json';
import license from './data/conditions/license.json';
import network from './data/conditions/network.json';
import onprem from './data/conditions/onprem.json';
import policy from './data/conditions/policy.json';
import privacy from './data/conditions/privacy.json';
import region from './data/conditions/region.json';
import reset from './data/conditions/reset.json';
import rms from './data/conditions/rms.json';
import subscription from './data/conditions/subscription.json';
import support from './data/conditions/support.json';
import sync from './data/conditions/sync.json';
import token from './data/conditions/token.json';
import version from './data/conditions/version.json';

/** The built-in conditions, area by area. */
export const builtIn = [
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
] as unknown as readonly Condition[];
