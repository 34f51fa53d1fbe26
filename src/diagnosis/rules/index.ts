import { deviceNotInList } from './deviceNotInList';
import { forcedAndExcludedType } from './forcedAndExcludedType';
import { frontendFarFromUser, storageRegionDiffersFromFrontend } from './frontDoor';
import { licenseCallMissing } from './licenseCallMissing';
import { licenseTenantDiffersFromToken } from './licenseTenantDiffersFromToken';
import { notRecovered401, notRecovered407 } from './notRecovered';
import { requestAfterExp, requestBeforeNbf } from './requestTimes';
import { roamingPathWithoutSupport } from './roamingPathWithoutSupport';
import type { CaptureRule, ValueRule } from './rule';
import { slowerOverIpv4 } from './slowerOverIpv4';
import { syncAnswerWithKeys, syncAnswerWithoutResult } from './syncAnswers';
import { tenantDiffersBetweenTokens } from './tenantDiffersBetweenTokens';
import { unknownSyncTypeName } from './unknownSyncTypeName';
import { unlistedAadstsCode } from './unlistedAadstsCode';
import { userNameNotMatchingPattern } from './userNameNotMatchingPattern';

/** Rules that judge one value, by the name that rows use. */
export const valueRules: Readonly<Record<string, ValueRule>> = {
  'unknown-sync-type-name': unknownSyncTypeName,
  'user-name-not-matching-pattern': userNameNotMatchingPattern,
  'roaming-path-without-support': roamingPathWithoutSupport,
  'forced-and-excluded-type': forcedAndExcludedType,
  'request-after-exp': requestAfterExp,
  'request-before-nbf': requestBeforeNbf,
  'frontend-far-from-user': frontendFarFromUser,
  'storage-region-differs-from-frontend': storageRegionDiffersFromFrontend,
  'device-not-in-list': deviceNotInList,
  'unlisted-aadsts-code': unlistedAadstsCode,
  'not-recovered-401': notRecovered401,
  'not-recovered-407': notRecovered407,
  'sync-answer-without-result': syncAnswerWithoutResult,
  'sync-answer-with-keys': syncAnswerWithKeys,
  'license-tenant-differs-from-token': licenseTenantDiffersFromToken,
};

/** Rules over a whole capture, by name. */
export const captureRules: Readonly<Record<string, CaptureRule>> = {
  'license-call-missing': licenseCallMissing,
  'tenant-differs-between-tokens': tenantDiffersBetweenTokens,
  'slower-over-ipv4': slowerOverIpv4,
};
