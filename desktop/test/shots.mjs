// Pictures of every room in both themes and both sizes, and what axe says of each:
//   node test/shots.mjs [folder] [name part]
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { runnerImport } from 'vite';

const [folder = join(tmpdir(), 'shots'), part = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { module } = await runnerImport(join(import.meta.dirname, 'fakeKernel.ts'));
const {
  module: { stepsWith },
} = await runnerImport(join(import.meta.dirname, 'fakePast.ts'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kernel = await new module.FakeKernel({ desktop: join(import.meta.dirname, '../dist') }).start();
kernel.signedIn = true;
kernel.past.steps = stepsWith(4);
kernel.past.tests.push(
  { id: 'rtest-1', name: 'Tidy the notes', run_id: 'run-hello', mode: 'behaviour', saved_at: new Date().toISOString() },
  {
    id: 'rtest-2',
    name: 'Create a Node.js project with tests',
    run_id: 'run-tests',
    mode: 'strict',
    saved_at: new Date().toISOString(),
    checked_at: new Date().toISOString(),
    passed: false,
    finding: 'tool.answered: output',
  },
);
kernel.past.snapshots.push({
  id: 'snap-1',
  run_id: 'run-tests',
  label: 'Before the accents',
  position: 7,
  status: 'running',
  step: 2,
  made_at: new Date().toISOString(),
});
const now = new Date().toISOString();
kernel.talk.conversations.push(
  {
    id: 'conv-1',
    title: 'What does slug() do with accents',
    persona_id: 'pers-coder',
    created_at: now,
    updated_at: now,
  },
  { id: 'conv-2', title: 'Plan the week', created_at: now, updated_at: now },
);
const message = (id, role, content, run_id) => ({
  id,
  conversation_id: 'conv-1',
  role,
  content,
  run_id,
  created_at: now,
});
kernel.talk.messages.push(
  message('msg-1', 'user', 'What does slug() do with accents?', 'run-tests'),
  message(
    'msg-2',
    'assistant',
    "It decomposes each letter and drops the marks:\n\n```js\n'Olá'.normalize('NFD').replace(/\\p{M}/gu, '')\n```\n\nSo `Olá Mundo` becomes **ola-mundo**.",
    'run-tests',
  ),
  message('msg-3', 'user', 'Update the dependencies and run the tests again', 'run-deps'),
);

kernel.holdUp();
kernel.local.move('ollama/qwen3:1.7b', 410_000_000, 1_360_000_000);
kernel.local.pulls.push({
  ...kernel.local.pulls[0],
  model: 'ollama/nothing',
  state: 'failed',
  started_at: new Date(Date.now() - 60_000).toISOString(),
  message: 'ollama/nothing: there is no such model in its library. Correct the name.',
});
const helper = { run_id: 'run-atlas', child_id: 'run-hello', call_id: 'call-delegate' };
kernel.journal.append('run-atlas', {
  type: 'run.child_started',
  ...helper,
  persona_id: 'pers-coder',
  goal: 'List every page that names the harbour',
  assignment: {
    task: 'List every page that names the harbour',
    constraints: ['Read only what is in the project.', 'Name each page once.'],
    timeout_s: 120,
    output_format: '{"type":"array","items":{"type":"string"}}',
  },
});
kernel.journal.append('run-atlas', { type: 'run.child_begun', ...helper });
kernel.journal.append('run-atlas', {
  type: 'run.child_answered',
  ...helper,
  answer: '["12", "40"]',
  duration_ms: 5300,
  tokens_in: 4200,
  tokens_out: 310,
});

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const ROOMS = {
  home: '/',
  runs: '/runs',
  'runs-queue': '/runs?tab=queue',
  'runs-letters': '/runs?tab=letters',
  'runs-background': '/runs?tab=processes',
  'runs-kept': '/runs?tab=tests',
  'runs-chosen': '/runs?compare=run-hello,run-tests',
  compare: '/runs/compare?left=run-hello&right=run-tests',
  run: '/runs/run-tests',
  'run-changes': '/runs/run-tests?view=changes',
  'run-live': '/runs/run-atlas',
  'run-waiting': '/runs/run-deps',
  'run-failed': '/runs/run-pdf',
  'run-budget': '/runs/run-long',
  'approval-budget': '/approvals/run-long',
  files: '/files/proj-default/hello.py',
  tree: '/files',
  markdown: '/files/proj-default/README.md',
  page: '/files/proj-default/report/index.html',
  artifacts: '/artifacts',
  'artifacts-picture': '/artifacts/art-1',
  'artifacts-text': '/artifacts/art-2',
  'artifacts-table': '/artifacts/art-3',
  approvals: '/approvals',
  approval: '/approvals/conf-deps',
  network: '/network',
  'network-hosts': '/network?list=hosts',
  spend: '/spend',
  'spend-day': '/spend?by=day&range=7',
  'settings-appearance': '/settings/appearance',
  'settings-models': '/settings/models',
  'settings-models-add': '/settings/models/add',
  'settings-models-key': '/settings/models/provider/openrouter',
  'settings-models-routing': '/settings/models/routing',
  'settings-models-list': '/settings/models/list',
  'settings-models-local': '/settings/models/local',
  'settings-agents': '/settings/agents',
  agent: '/settings/agents/pers-coder',
  'settings-tools': '/settings/tools',
  'settings-web': '/settings/web',
  'settings-system': '/settings/system',
  chat: '/chat/conv-1',
  lost: '/nowhere',
};

const browser = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'aule-browser-')), {
  executablePath: '/usr/bin/chromium',
  headless: true,
  args: '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  ),
});
let wrong = 0;

async function open(theme, size, path, preferences = {}) {
  const page = await browser.newPage();
  page.on('console', (it) => it.type() === 'error' && console.log(`console ${path}: ${it.text()}`));
  page.on('pageerror', (it) => console.log(`error ${path}: ${it.message}`));
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme });
  kernel.settings.theme = theme;
  await page.addInitScript(
    (state) => {
      // A page shown in a sandboxed frame has no storage, and needs none.
      if (window.origin !== 'null') localStorage.setItem('aule.preferences', JSON.stringify({ state, version: 0 }));
    },
    {
      language: 'en',
      theme,
      chatOpen: false,
      chatWidth: 400,
      chatConversation: null,
      project: null,
      ...preferences,
    },
  );
  await page.goto(kernel.url + path);
  // Signed out there is no main part, and nothing that loads.
  await page.waitForFunction(
    () =>
      document.querySelector('main, form') && !document.querySelector('main [role="status"][aria-label], main:empty'),
    undefined,
    { timeout: 60_000 },
  );
  await page.waitForTimeout(900);
  return page;
}

async function keep(page, name, theme, size) {
  await page.screenshot({ path: join(folder, `${name}-${theme}-${size}.png`) });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
  for (const it of violations) {
    wrong += it.nodes.length;
    console.log(`axe ${name} ${theme} ${size}: ${it.id}: ${it.help}`);
    it.nodes
      .slice(0, 3)
      .forEach((node) =>
        console.log(`    ${node.html.slice(0, 160)}\n      ${node.failureSummary.split('\n')[1] ?? ''}`),
      );
  }
}

for (const theme of ['dark', 'light']) {
  for (const size of ['wide', 'phone']) {
    for (const [name, path] of Object.entries(ROOMS)) {
      if (!name.includes(part)) continue;
      const page = await open(theme, size, path);
      if (name === 'run-live') await speak(page);
      await keep(page, name, theme, size);
      await page.close();
    }
    if ('panels'.includes(part) || part === '') await panels(theme, size);
  }
}

async function speak(page) {
  const say = (type, source, text) => kernel.journal.say({ type, stream: 'run-atlas', source, offset: 0, text });
  say('model.asked', 'step-2', 'ollama/qwen3:8b');
  say('thought.delta', 'step-2', 'Both speak of the harbour, but Inês means the old one.');
  say('message.delta', 'step-2', 'The first finding is about **who decides** at the harbour. Inês says that');
  await page.waitForTimeout(500);
}

async function panels(theme, size) {
  let page = await open(theme, size, '/runs/run-tests');
  await page.keyboard.press('f');
  await page.waitForTimeout(500);
  await keep(page, 'panel-fork', theme, size);
  await page.close();
  page = await open(theme, size, '/runs', { chatOpen: true, chatConversation: 'conv-1' });
  await keep(page, 'panel-chat', theme, size);
  await page.close();
  page = await open(theme, size, '/', { chatOpen: false });
  await page.keyboard.press('Control+k');
  await page.waitForTimeout(300);
  await keep(page, 'panel-palette', theme, size);
  await page.keyboard.type('slug');
  await page.waitForTimeout(200);
  await keep(page, 'panel-palette-typed', theme, size);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+/');
  await page.waitForTimeout(300);
  await keep(page, 'panel-shortcuts', theme, size);
  await page.close();
  kernel.settings.language = 'pt-BR';
  page = await open(theme, size, '/');
  await keep(page, 'home-pt', theme, size);
  await page.close();
  kernel.settings.language = 'en';
  kernel.signedIn = false;
  page = await open(theme, size, '/');
  await keep(page, 'panel-signin', theme, size);
  await page.close();
  kernel.signedIn = true;
}

console.log(wrong === 0 ? `axe found nothing. Pictures are in ${folder}.` : `axe found ${wrong} things.`);
await browser.close();
await kernel.stop();
process.exitCode = wrong === 0 ? 0 : 1;
