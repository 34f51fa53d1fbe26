/** German wording of what a documented endpoint is for, by the wording of the data. */
export const germanPurposes: Readonly<Record<string, string>> = {
  'Edge sync read and write (also other Edge services)':
    'Lesen und Schreiben der Edge-Synchronisierung (auch andere Edge-Dienste)',
  'Rights Management licenses (most tenants)': 'Rights-Management-Lizenzen (die meisten Mandanten)',
  'push messages: new sync data': 'Push-Nachrichten: neue Sync-Daten',
  'push messages over WebSocket': 'Push-Nachrichten über WebSocket',
  'experimentation and configuration service': 'Experimentier- und Konfigurationsdienst',
  'Edge management service, with edge.microsoft.com': 'Edge-Verwaltungsdienst, zusammen mit edge.microsoft.com',
  'Azure Rights Management': 'Azure Rights Management',
  'label policy, not needed for the license call': 'Bezeichnungsrichtlinie, für den Lizenzabruf nicht nötig',
  'Entra sign-in': 'Entra-Anmeldung',
  'personal account sign-in and personal sync key': 'Anmeldung und Sync-Schlüssel persönlicher Konten',
  'NSG rules for Rights Management': 'NSG-Regeln für Rights Management',
  'Rights Management, German cloud': 'Rights Management, deutsche Cloud',
  'Rights Management, China': 'Rights Management, China',
  'Rights Management': 'Rights Management',
  'activity feed service': 'Aktivitätsfeed-Dienst',
  'sync hosts until 2022': 'Sync-Hosts bis 2022',
  'push messages': 'Push-Nachrichten',
  'pre-production': 'Vorproduktion',
};
