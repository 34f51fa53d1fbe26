import { azureRegions, continents, frontDoorSites, siteCountries } from '../../knowledge';
import { type ValueRule, whole } from './rule';

/** Site code in Ref B of X-MSEdge-Ref, for example `DUS` in `Ref B: DUS30EDGE0718`. */
export function siteOf(header: string): string | undefined {
  return /Ref B:\s*([A-Z]{2,3})\d*EDGE\d{4}/.exec(header)?.[1];
}

/** Country code of a site; undefined for sites that the list does not know. */
export function countryOfSite(site: string | undefined): string | undefined {
  const place = site ? frontDoorSites[site] : undefined;
  if (!place) return undefined;
  return siteCountries[place.slice(place.lastIndexOf(',') + 1).trim()];
}

/** Continent of a two-letter country code. */
export function continentOf(country: string | undefined): string | undefined {
  if (!country) return undefined;
  const wanted = country.toUpperCase();
  return Object.keys(continents).find((name) => continents[name]?.split(' ').includes(wanted));
}

/** The front end lies on another continent than the country that the user states, or that the client's header names. */
export const frontendFarFromUser: ValueRule = (value, { reader, view }) => {
  const stated =
    view.userCountry ?? /\bregion=([A-Za-z]{2})\b/.exec(reader?.header('request', 'X-AFS-ClientInfo') ?? '')?.[1];
  const user = continentOf(stated);
  const site = continentOf(countryOfSite(siteOf(value.text)));
  return user && site && user !== site ? whole(value) : [];
};

/** The Azure region in `environment=` and the front end lie in different countries. */
export const storageRegionDiffersFromFrontend: ValueRule = (value, { reader }) => {
  const region = /environment=Prod_([a-z0-9]+)_/.exec(value.text)?.[1];
  const storage = region ? azureRegions[region] : undefined;
  const site = countryOfSite(siteOf(reader?.header('response', 'X-MSEdge-Ref') ?? ''));
  return storage && site && storage !== site ? whole(value) : [];
};
