import type { Dump } from '../../artifacts/dump/model';
import { hideSecrets } from '../masking';
import type { DumpView, FindingView, MarkName } from '../views';
import type { Words } from '../words';
import { statOf } from './dumpView';
import { markOf } from './marks';

type Health = DumpView['health'][number];

/** The health strip: transport, account, identity, keys, last sync, last error. Values that are missing are left out. */
export function healthOf(words: Words, dump: Dump, findings: readonly FindingView[]): Health[] {
  return [
    transport(words, dump, findings),
    account(words, dump),
    identity(words, dump, findings),
    keys(words, dump, findings),
    lastSynced(words, dump),
    lastError(words, dump, findings),
  ].flatMap((health) =>
    health ? [{ ...health, value: hideSecrets(words, health.value), detail: hideSecrets(words, health.detail) }] : [],
  );
}

function transport(words: Words, dump: Dump, findings: readonly FindingView[]): Health | undefined {
  const state = statOf(dump, 'Transport State');
  if (!state) return undefined;
  const running = dump.types.filter((type) => type.state === 'Running').length;
  // Signed out, a transport that is off is no fault: only a finding makes it one.
  const finding = findings.find(({ id }) => id === 'sync-transport-not-active');
  const mark: MarkName = state.value === 'Active' ? 'passed' : finding ? markOf(finding.severity) : 'note';
  return {
    label: words.t('analysis.health.transport'),
    mark,
    value: state.value,
    detail: dump.types.length ? words.t('analysis.health.running', { running, total: dump.types.length }) : '',
    ...(finding ? { finding: finding.id } : {}),
  };
}

function account(words: Words, dump: Dump): Health | undefined {
  const type = statOf(dump, 'Sync Account Type');
  const user = statOf(dump, 'Username');
  if (!type && !user) return undefined;
  const value =
    type?.value === 'AAD'
      ? words.t('analysis.health.work')
      : type?.value === 'MSA'
        ? words.t('analysis.health.personal')
        : (type?.value ?? words.t('analysis.health.unknown'));
  return {
    label: words.t('analysis.health.account'),
    mark: type ? 'passed' : 'note',
    value,
    detail: user?.value ?? '',
  };
}

function identity(words: Words, dump: Dump, findings: readonly FindingView[]): Health | undefined {
  const has = statOf(dump, 'Has Token', /^Credentials$/i) ?? statOf(dump, 'Has Token');
  const result =
    statOf(dump, 'Last Token Request Result', /^Credentials$/i) ?? statOf(dump, 'Last Token Request Result');
  if (!has && !result) return undefined;
  // An answered request alone is no token: "OK" can stand beside "Has Token false".
  const healthy = has ? has.value === 'true' : result?.value === 'OK';
  const finding = findings.find(({ id, severity }) => id.startsWith('identity-') && severity !== 'hint');
  const last = statOf(dump, 'Last Token Error');
  return {
    label: words.t('analysis.health.identity'),
    mark: healthy ? 'passed' : finding ? markOf(finding.severity) : 'note',
    value: words.t(healthy ? 'analysis.health.tokenReceived' : 'analysis.health.noToken'),
    detail: last?.value ? words.t('analysis.health.lastTokenError', { error: last.value }) : (result?.value ?? ''),
    ...(finding ? { finding: finding.id } : {}),
  };
}

function keys(words: Words, dump: Dump, findings: readonly FindingView[]): Health | undefined {
  const mip = statOf(dump, 'Last MIP Result');
  const ready = statOf(dump, 'Cryptographer Ready To Encrypt');
  const shown = mip && mip.status !== 'uninitialized' ? mip : ready;
  if (!shown) return undefined;
  const serious = findings.filter(({ severity }) => severity !== 'hint');
  const finding =
    serious.find(({ id }) => id.startsWith('crypto-mip')) ??
    serious.find(({ id }) => /^(crypto|key|pending|passphrase|rms)-/.test(id));
  const good = shown === mip ? shown.value === 'Success' : shown.value === 'true';
  return {
    label: words.t('analysis.health.keys'),
    mark: finding ? markOf(finding.severity) : good ? 'passed' : 'note',
    value: shown === mip ? mip.value : words.t(good ? 'analysis.health.ready' : 'analysis.health.notReady'),
    detail: shown.name,
    ...(finding ? { finding: finding.id } : {}),
  };
}

function lastSynced(words: Words, dump: Dump): Health | undefined {
  const synced = statOf(dump, 'Last Synced');
  if (!synced) return undefined;
  const connection = statOf(dump, 'Server Connection');
  const never = /^never$/i.test(synced.value);
  return {
    label: words.t('analysis.health.lastSynced'),
    mark: never ? 'never-asked' : 'passed',
    value: synced.value,
    detail: connection ? words.t('analysis.health.server', { state: connection.value }) : '',
  };
}

function lastError(words: Words, dump: Dump, findings: readonly FindingView[]): Health | undefined {
  const error =
    findings.find(({ severity }) => severity === 'error') ?? findings.find(({ severity }) => severity === 'warning');
  if (error) {
    return {
      label: words.t('analysis.health.findings'),
      mark: markOf(error.severity),
      value: error.title,
      detail: error.causedByText || error.who.join(', '),
      finding: error.id,
    };
  }
  if (dump.sections.length === 0) return undefined;
  return {
    label: words.t('analysis.health.findings'),
    mark: 'passed',
    value: words.t('analysis.health.noFindings'),
    detail: '',
  };
}
