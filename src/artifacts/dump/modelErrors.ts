import type { MessageKey } from '../../text';

/** Areas of Chromium's model error numbers (components/sync/model/model_error.h). */
const ranges: readonly (readonly [area: string, ...numbers: (number | readonly [number, number])[]])[] = [
  ['passwordStore', [1, 12]],
  ['appList', 13],
  ['arc', 14],
  ['autocomplete', 15, [175, 182]],
  ['contactInfo', [16, 21], [183, 186]],
  ['autofillProfile', [22, 36]],
  ['valuables', [37, 41], [188, 190]],
  ['wallet', [42, 63]],
  ['bookmarkFolders', 64, 66],
  ['bookmarkLimit', 65, 67, 68, 173, 174],
  ['collaboration', [71, 74]],
  ['localDatabase', [75, 86]],
  ['watermark', 87, 89],
  ['deviceInfo', [90, 94]],
  ['history', [95, 97]],
  ['deleteDirectives', [98, 100]],
  ['controller', 101, 191],
  ['nigori', [102, 108]],
  ['plusAddress', [121, 130]],
  ['preferences', 138, 139],
  ['printers', 140],
  ['readingList', 142],
  ['tabGroups', [144, 148]],
  ['searchEngines', [149, 151]],
  ['sendTab', 152],
  ['settings', [153, 158]],
  ['spellcheck', 159],
  ['metadataStore', [160, 165]],
  ['themes', [166, 170]],
  ['desk', 171, 172],
];

const meanings = {
  passwordStore: 'dump.modelPasswordStore',
  appList: 'dump.modelAppList',
  arc: 'dump.modelArc',
  autocomplete: 'dump.modelAutocomplete',
  contactInfo: 'dump.modelContactInfo',
  autofillProfile: 'dump.modelAutofillProfile',
  valuables: 'dump.modelValuables',
  wallet: 'dump.modelWallet',
  bookmarkFolders: 'dump.modelBookmarkFolders',
  bookmarkLimit: 'dump.modelBookmarkLimit',
  collaboration: 'dump.modelCollaboration',
  localDatabase: 'dump.modelLocalDatabase',
  watermark: 'dump.modelWatermark',
  deviceInfo: 'dump.modelDeviceInfo',
  history: 'dump.modelHistory',
  deleteDirectives: 'dump.modelDeleteDirectives',
  controller: 'dump.modelController',
  nigori: 'dump.modelNigori',
  plusAddress: 'dump.modelPlusAddress',
  preferences: 'dump.modelPreferences',
  printers: 'dump.modelPrinters',
  readingList: 'dump.modelReadingList',
  tabGroups: 'dump.modelTabGroups',
  searchEngines: 'dump.modelSearchEngines',
  sendTab: 'dump.modelSendTab',
  settings: 'dump.modelSettings',
  spellcheck: 'dump.modelSpellcheck',
  metadataStore: 'dump.modelMetadataStore',
  themes: 'dump.modelThemes',
  desk: 'dump.modelDesk',
  unknown: 'dump.modelUnknown',
} as const satisfies Record<string, MessageKey>;

export type ModelErrorArea = keyof typeof meanings;

/** Numbers whose meaning is known beyond their area. */
const single: Readonly<Record<number, MessageKey>> = {
  76: 'dump.modelDatabaseOpen',
  77: 'dump.modelDatabaseRead',
  78: 'dump.modelDatabaseWrite',
  82: 'dump.modelDatabaseNewer',
  86: 'dump.modelDatabaseInit',
  105: 'dump.modelNigoriSpecifics',
  106: 'dump.modelNigoriKeystore',
  108: 'dump.modelNigoriDefault',
};

/** The area of a number in `Model error type: N`; `unknown` for numbers that are not listed. */
export function modelErrorArea(number: number): ModelErrorArea {
  for (const [area, ...numbers] of ranges) {
    for (const range of numbers) {
      const [from, to] = typeof range === 'number' ? [range, range] : range;
      if (number >= from && number <= to) return area in meanings ? (area as ModelErrorArea) : 'unknown';
    }
  }
  return 'unknown';
}

/** Key of the sentence that explains a model error number. */
export function modelErrorMeaning(number: number): MessageKey {
  return single[number] ?? meanings[modelErrorArea(number)];
}
