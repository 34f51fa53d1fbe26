import * as vscode from 'vscode';
import { api, equal, extension, fileNamed, ok } from './support';

const set = (value: boolean | undefined) =>
  vscode.workspace
    .getConfiguration('edgeSync')
    .update('languageModelTools', value, vscode.ConfigurationTarget.Workspace);

async function ask(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(
    name,
    { input, toolInvocationToken: undefined },
    new vscode.CancellationTokenSource().token,
  );
  return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
}

/** Names, addresses and ids of people and tenants that the files of the sample case hold. */
const personal = [
  /adele/i,
  /contoso-adele/i,
  /@contoso/i,
  /\beyJ[\w-]{10,}/,
  // GUIDs of the case; those of the documentation are application ids and stay out of these answers.
  /\b(?!00000000)[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/i,
];

describe('language model tools', () => {
  let capture: string;
  let dump: string;
  before(async function () {
    // Some hosts have no language model interface.
    if (!('lm' in vscode) || !('invokeTool' in vscode.lm)) this.skip();
    capture = (await fileNamed(/\.saz$/)).toString();
    await (await api()).start();
    dump = (await fileNamed(/sync-internals.*\.txt$/)).toString();
  });
  afterEach(async () => set(undefined));

  it('are off by default: hidden from models by the manifest, and no call gets an answer from a file', async () => {
    equal(vscode.workspace.getConfiguration('edgeSync').get('languageModelTools'), false);
    const manifest = extension().packageJSON as {
      contributes: { languageModelTools: { name: string; when: string }[] };
    };
    const { languageModelTools: tools } = manifest.contributes;
    equal(tools.length, 3);
    ok(tools.every(({ when }) => when === 'config.edgeSync.languageModelTools'));
    for (const { name } of tools) {
      const answer = await ask(name, { file: dump, query: '', value: 'crypto-error' }).catch(() => 'refused');
      equal(answer, 'refused', name);
    }
  });

  it('list findings, sessions and explanations without a secret or a name', async () => {
    await set(true);
    const answers = [
      await ask('edgeSync_listFindings', { file: dump }),
      await ask('edgeSync_listFindings', { file: capture }),
      await ask('edgeSync_querySessions', { file: capture, query: 'status:400..599' }),
      await ask('edgeSync_querySessions', { file: capture, query: '' }),
    ];
    ok(/crypto-error/.test(answers[0] ?? ''), answers[0]);
    ok(/rms-not-activated/.test(answers[1] ?? ''), answers[1]);
    ok(/api\.aadrm\.com/.test(answers[2] ?? ''), answers[2]);
    for (const answer of answers) {
      for (const pattern of personal) equal(pattern.exec(answer)?.[0], undefined, String(pattern));
    }
  });

  it('explain a condition or a code, and nothing that is about a person', async () => {
    await set(true);
    ok(/Rights Management/.test(await ask('edgeSync_explain', { value: 'rms-not-activated' })));
    ok(/AADSTS50058/.test(await ask('edgeSync_explain', { value: 'AADSTS50058' })));
    const header = btoa(JSON.stringify({ alg: 'none', typ: 'JWT' }));
    const claims = btoa(JSON.stringify({ upn: 'adele@contoso.example', name: 'Adele Vance' })).replace(/=+$/, '');
    const answer = await ask('edgeSync_explain', { value: `${header}.${claims}.c2lnbmF0dXJl` });
    ok(!/adele/i.test(answer), answer);
  });
});
