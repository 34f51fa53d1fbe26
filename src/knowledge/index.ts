import { builtIn } from './builtIn';
import type { Condition, ConditionTexts, Endpoint, HeaderMeaning } from './condition';
import endpointData from './data/endpoints.json';
import siteData from './data/frontDoorSites.json';
import headerData from './data/headers.json';
import metaData from './data/meta.json';
import regionData from './data/regions.json';
import { germanPurposes } from './endpointsGerman';
import { german } from './german';

export type {
  AddressTemplate,
  Condition,
  ConditionAccount,
  ConditionActor,
  ConditionBasis,
  ConditionCommand,
  ConditionLink,
  ConditionSeverity,
  ConditionTexts,
  Endpoint,
  EvidenceRow,
  HeaderMeaning,
  LinkHost,
  MatchKind,
  Redirect,
  RowArtifact,
} from './condition';
export { currentAddress, edgePages, fillTemplate, isAllowedLink, linkHosts, redirects, templates } from './links';

/** Every built-in condition, in the order of the areas. */
export const conditions: readonly Condition[] = builtIn;

const byId = new Map(conditions.map((entry) => [entry.id, entry]));

/** The condition with this id; undefined for unknown ids. */
export function condition(id: string): Condition | undefined {
  return byId.get(id);
}

/** Texts of a condition in a language; English where there is no translation (a team's own conditions). */
export function localized(entry: Condition, language: 'en' | 'de'): ConditionTexts {
  const translated = language === 'de' && byId.get(entry.id) === entry ? german[entry.id] : undefined;
  return translated ?? { title: entry.title, cause: entry.cause, fix: entry.fix, note: entry.note, ask: entry.ask };
}

/** Documented service addresses of all clouds. */
export const endpoints = endpointData as readonly Endpoint[];
/** What an endpoint is for, in a language. */
export function endpointPurpose(endpoint: Endpoint, language: 'en' | 'de'): string {
  return (language === 'de' ? germanPurposes[endpoint.purpose] : undefined) ?? endpoint.purpose;
}
/** What the parts of response headers mean. */
export const headerMeanings = headerData as readonly HeaderMeaning[];
/** Front-end site code to place, for example `DUS`: "Duesseldorf, Germany". */
export const frontDoorSites: Readonly<Record<string, string>> = siteData;
/** Vocabulary, aliases, counts and date of the knowledge. */
export const knowledgeMeta = metaData;
/** Day on which the knowledge was last brought up to date (ISO date). */
export const knowledgeDate: string = metaData.date;

/** Country codes (ISO 3166-1) of each continent, separated by blanks. */
export const continents: Readonly<Record<string, string>> = regionData.continents;
/** Country name as {@link frontDoorSites} writes it to country code. */
export const siteCountries: Readonly<Record<string, string>> = regionData.siteCountries;
/** Azure region name to country code. */
export const azureRegions: Readonly<Record<string, string>> = regionData.azureRegions;
