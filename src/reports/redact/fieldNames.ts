import type { RedactClass } from './model';

/**
 * What a value is by the name in front of it: a JSON member, a claim, a form field, a query parameter, a column, a label
 * of a listing, an attribute. Names are compared without case, blanks, hyphens and underscores.
 */
const names: Readonly<Record<string, RedactClass>> = {
  ...all(
    'refresh-token',
    'refreshtoken rt prt primaryrefreshtoken familyrefreshtoken refreshtokencredential xmsrefreshtokencredential',
  ),
  ...all('code', 'authorizationcode authcode devicecode usercode deviceauthcode codeverifier otp onetimecode'),
  ...all(
    'password',
    'password passwd pwd passphrase userpassword proxypassword passwordvalue credential credentials secretanswer',
  ),
  ...all(
    'client-secret',
    'clientsecret secret apikey xapikey subscriptionkey ocpapimsubscriptionkey sharedaccesskey accountkey sig hmac',
  ),
  ...all(
    'session-key',
    'sessionkeyjwe sessionkey tgtkey tgtclientkey clientkey popkeyauth kerberostoplevelnames tgtmessagebuffer tgtcloud tgtad proofofpossessionkey',
  ),
  ...all(
    'token',
    'accesstoken idtoken idtokenhint assertion clientassertion usertoken actortoken token authtoken samlresponse samlrequest wresult xsrftoken csrftoken flowtoken canary serverdata usg challenge requestnonce synctoken authorization proxyauthorization xauthorization xmstoken',
  ),
  ...all('cookie', 'cookie setcookie cookies'),
  ...all(
    'channel-url',
    'channelurl channeluri notificationurl notificationuri pushchannel devicetoken ecmchannel wnschannel registrationtoken fcmregistrationtoken instanceidtoken endpointurl',
  ),
  ...all('private-key', 'privatekey prik dp dq qi'),
  ...all('license', 'serializedthinclc'),
  ...all(
    'encrypted-data',
    'encryptedapplicationdata encrypteddata encryptedpolicy encryptionkeybag keystoredecryptortoken keystoreencryptionkeys encryptionkeys keystorekey wrappedkey wrappedsecuritydomainkey nigorikey macnigorikey',
  ),
  ...all(
    'mail-address',
    'upn uniquename preferredusername email mail emailaddress mailaddress username useremail signinname loginhint login owneremail referrer userprincipalname owner issuedto verifiedprimaryemail verifiedsecondaryemail emailalias proxyaddresses imaddress em executingaccountname primaryuser accountname gaiaemail',
  ),
  ...all('name', 'displayname givenname familyname fullname surname firstname lastname nickname fname'),
  ...all('organization', 'tenantname tenantdisplayname companyname organizationname'),
  ...all(
    'device-name',
    'devicename machinename computername hostname workstation clientname personalizeddevicename netbiosname machine computer devicedisplayname netbiosdomainname',
  ),
  ...all('user-name', 'samaccountname onpremsamaccountname domainuser mailnickname userid'),
  ...all(
    'object-id',
    'oid deviceid devid objectid userobjectid homeobjectid homeoid localaccountid homeaccountid sub puid homepuid altsecid onpremsid onpremid onpremisessecurityidentifier primarysid netid cid anchormailbox xanchormailbox clientid36 cacheguid originatorcacheguid originatorclientitemid syncclientid clientuniqueid invalidatorclientid appinstallationid installationid sessionid gaiaid accountid hwid machineid wamdefaultguid wamdefaultid ngckeyid thumbprint devicecertificatethumbprint keycontainerid userkeyid share sid xmsclientsession clientsessionid muid anid msedgeid objectsid immutableid signininfo devicehash',
  ),
  ...all(
    'ip-address',
    'ipaddr ipaddress clientip xclientip clientipaddress xforwardedfor serveripaddress localip remoteip sourceip',
  ),
  ...all('mac-address', 'mac macaddress physicaladdress clientmac macaddr'),
  ...all('entity', 'nonuniquename clienttagname bookmarktitle'),
};

function all(kind: RedactClass, list: string): Readonly<Record<string, RedactClass>> {
  return Object.fromEntries(list.split(' ').map((name) => [name, kind]));
}

/** `client_id` and the like in one spelling: `clientid`. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_\-:.]+/g, '');
}

/** Class of a value by its name; undefined where the name says nothing. */
export function classOfName(name: string): RedactClass | undefined {
  const plain = plainName(name);
  return Object.hasOwn(names, plain) ? names[plain] : undefined;
}

/** Data types whose names are no words of other JSON: an object under them holds what the user stored. */
const storedTypes =
  /^(?:bookmark|typed_url|autofill_profile|autofill_wallet(?:_\w+)?|saved_tab_group|shared_tab_group_data|reading_list|web_app|web_apk|send_tab_to_self|history_delete_directive|contact_info|webauthn_credential|\w+_password_sharing_invitation|edge_\w+)$/;

/** True for members that hold what the user stored: all text in them goes. */
export function isEntityContainer(name: string): boolean {
  return /^(?:server_?)?specifics$|^entity_?specifics$/i.test(name) || storedTypes.test(name);
}
