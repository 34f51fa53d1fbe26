import { isTrue, policyTexts } from './policies';
import { type ValueRule, whole } from './rule';

/** RoamingProfileLocation is set and RoamingProfileSupportEnabled is absent or false. */
export const roamingPathWithoutSupport: ValueRule = (value, { artifact }) => {
  if (!value.text.trim()) return [];
  const support = policyTexts(artifact, 'RoamingProfileSupportEnabled');
  return support.some(isTrue) ? [] : whole(value);
};
