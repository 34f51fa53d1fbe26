import assert from 'node:assert/strict';
import { type JumpPorts, jumpTo } from '../../../webview/capture/jump';
import { type CaptureState, defaultState } from '../../../webview/capture/state';
import { sessions } from '../fake/sessions';

const rows = sessions(3);

/** An editor with three sessions in the groups a and b; tells what was done in it. */
function editorWith(first: Partial<CaptureState>, shown = rows.map(({ key }) => key)) {
  let state: CaptureState = { ...defaultState, ...first };
  let drawn = state;
  const done: string[] = [];
  const groupOf = (key: number) => (shown.includes(key) ? (key === rows[0]?.key ? 'a' : 'b') : null);
  const isListed = (key: number) => {
    const group = groupOf(key);
    return group !== null && !(drawn.group && drawn.collapsed.includes(group));
  };
  const ports: JumpPorts = {
    state: () => state,
    change(change) {
      state = { ...state, ...change };
    },
    isCovered: () => state.page !== 'list',
    list: () =>
      drawn.page !== 'list'
        ? null
        : {
            async show(key) {
              if (!isListed(key)) return undefined;
              done.push(`show ${key}`);
              return { row: rows.find((row) => row.key === key) };
            },
            focus: () => void done.push('focus'),
          },
    groupOf: async (key) => groupOf(key),
    async drawn() {
      drawn = state;
      done.push('drawn');
      return true;
    },
    open: (key, moveFocus, tab) => void done.push(`open ${key} ${tab ?? '-'}${moveFocus ? ' focus' : ''}`),
    sayHidden: () => void done.push('hidden'),
  };
  return { ports, done, state: () => state };
}

describe('jump to a session', () => {
  const [one, , three] = rows;
  assert.ok(one && three);

  it('puts the cursor on it, and goes to the list', async () => {
    const { ports, done, state } = editorWith({});
    assert.equal(await jumpTo(ports, three.key), three);
    assert.deepEqual(done, [`show ${three.key}`, 'focus']);
    assert.equal(state().focusKey, three.key);
  });

  it('opens a closed group, and then the tab that was asked for', async () => {
    const { ports, done, state } = editorWith({ group: 'host', collapsed: ['a', 'b'] });
    assert.equal(await jumpTo(ports, three.key, 'token'), three);
    assert.deepEqual(done, ['drawn', `show ${three.key}`, `open ${three.key} token`]);
    assert.deepEqual([state().collapsed, state().tab], [['a'], 'token']);
  });

  it('comes from another page, also into a closed group', async () => {
    const near = editorWith({ page: 'statistics' });
    assert.equal(await jumpTo(near.ports, one.key), one);
    assert.deepEqual(near.done, ['drawn', `show ${one.key}`, 'focus']);
    const far = editorWith({ page: 'statistics', group: 'host', collapsed: ['a'], openKey: 9 });
    assert.equal(await jumpTo(far.ports, one.key), one);
    assert.deepEqual(far.done, ['drawn', 'drawn', `show ${one.key}`, `open ${one.key} -`]);
  });

  it('opens what the filter hides, and says so', async () => {
    const { ports, done } = editorWith({ group: 'host', collapsed: ['b'] }, [one.key]);
    assert.equal(await jumpTo(ports, three.key), undefined);
    assert.deepEqual(done, ['hidden', `open ${three.key} -`]);
  });

  it('says nothing of a filter where only the row or the list is not there', async () => {
    const late = editorWith({ openKey: 9 });
    const list = late.ports.list();
    assert.ok(list);
    const ports = { ...late.ports, list: () => ({ ...list, show: async () => ({ row: undefined }) }) };
    assert.equal(await jumpTo(ports, three.key), undefined);
    assert.deepEqual(late.done, [`open ${three.key} -`]);
    const faulty = editorWith({ group: 'host', collapsed: ['b'] });
    await jumpTo({ ...faulty.ports, drawn: async () => false }, three.key);
    assert.deepEqual(faulty.done, [`open ${three.key} -`]);
  });
});
