import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRunEvent, type RunEvent } from '../src/kernel/events';
import type { Run } from '../src/kernel/objects';
import type { Limits } from '../src/kernel/spend';
import { withFacts, nextFacts, type RunFacts } from '../src/kernel/runFacts';
import { FakeArtifacts } from './fakeArtifacts';
import { FakeBackground } from './fakeBackground';
import { FakeBills } from './fakeBills';
import { FakeConfirmations } from './fakeConfirmations';
import { FakeFiles } from './fakeFiles';
import { list, missing, one, problem, send, sendPage, type Answer } from './fakeHttp';
import { FakeJournal } from './fakeJournal';
import { FakeLocal } from './fakeLocal';
import { FakeModels } from './fakeModels';
import { FakeNetwork } from './fakeNetwork';
import { FakePast } from './fakePast';
import { FakeSpend } from './fakeSpend';
import { FakeTalk } from './fakeTalk';
import { FakeTerminals } from './fakeTerminals';
import { FakeWeb } from './fakeWeb';
import { FakeUndo } from './fakeUndo';
import { makeRun, morning, RunScript } from './fakeRuns';
import { lettersOf, queueOf, treeOf } from './fakeProcesses';
import * as things from './fakeThings';

export interface FakeOptions {
  /** Folder of the built desktop, served as the kernel serves it. */
  desktop?: string;
  /** Starts with no run, no conversation, no file. */
  empty?: boolean;
  port?: number;
}

/** A kernel for the desktop's own tests: the wire contract over real HTTP, with made-up content. */
export class FakeKernel {
  readonly journal = new FakeJournal();
  readonly past = new FakePast(this);
  readonly undo = new FakeUndo();
  readonly models = new FakeModels();
  readonly talk = new FakeTalk(this.journal, (goal, more) => this.startRun(goal, more));
  readonly confirmations = new FakeConfirmations(this.journal);
  readonly files: FakeFiles;
  readonly background: FakeBackground;
  readonly bills = new FakeBills();
  readonly terminals = new FakeTerminals();
  readonly artifacts: FakeArtifacts;
  readonly web = new FakeWeb();
  /** The models of the kernel's machine. */
  readonly local: FakeLocal;
  readonly network = new FakeNetwork(this.journal);
  readonly spend = new FakeSpend(this.journal, () => this.#goOn());
  /** What was asked to be different about runs. */
  readonly adjusted: { id: string; change: Record<string, unknown> }[] = [];
  readonly code = '314159';
  signedIn = false;
  delayMs = 0;
  runs: Run[];
  readonly closed: string[] = [];
  personas = structuredClone(things.personas);
  settings = structuredClone(things.settings);
  status = structuredClone(things.status);
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #options: FakeOptions;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
    this.runs = options.empty ? [] : morning(this.journal);
    this.journal.at(Date.now());
    this.files = new FakeFiles(options.empty ?? false);
    this.artifacts = new FakeArtifacts(options.empty ?? false);
    this.background = new FakeBackground(options.empty ?? false);
    this.local = new FakeLocal(this.journal, options.empty ?? false);
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  async start(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(this.#options.port ?? 0, '127.0.0.1', done));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', this.url);
    if (request.headers.host?.startsWith('view-'))
      return send(response, 200, this.files.content['report/index.html'] ?? '', 'text/html');
    if (!/^\/(v1|health)\//.test(url.pathname))
      return sendPage(this.#options.desktop, url.pathname, this.port, response);
    this.requests.push(`${request.method ?? ''} ${url.pathname}`);
    if (this.delayMs > 0) await new Promise((done) => setTimeout(done, this.delayMs));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    const route = `${request.method ?? ''} ${url.pathname}`;
    const open = route === 'GET /health/ready' || route === 'POST /v1/login/exchange';
    if (!this.signedIn && !open) return problem(response, 401, 'unauthenticated', 'Sign in first.');
    if (route === 'GET /v1/events') {
      const last = request.headers['last-event-id'];
      return this.journal.watch(response, last === undefined ? null : Number(last));
    }
    if (route.endsWith('/files/watch')) return this.files.watch(response);
    if (route.endsWith('/log/watch')) return this.background.watch(response, url.pathname);
    if (route.endsWith('/files/raw'))
      return send(response, 200, this.files.content[url.searchParams.get('path') ?? ''] ?? '', 'image/svg+xml');
    const bytes = this.artifacts.bytes(url.pathname);
    if (bytes) return send(response, 200, bytes.text, bytes.type);
    const [code, value] = this.#handle(route, url.searchParams, body);
    if (code >= 400)
      return problem(response, code, (value as { code: string }).code, (value as { detail: string }).detail);
    send(response, code, code === 204 ? '' : JSON.stringify(value), 'application/json');
  }

  #handle(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer {
    const past =
      this.past.answer(route, query, body) ??
      this.artifacts.answer(route, query, body) ??
      this.undo.answer(route, body);
    if (past) return past;
    const background = this.background.answer(route, query, this.port);
    if (background) return background;
    const models = this.local.answer(route, query, body) ?? this.models.answer(route, query, body);
    if (models) return models;
    const spend = this.bills.answer(route, query) ?? this.spend.answer(route, query, body);
    if (spend) return spend;
    const terminals = this.terminals.answer(route, body);
    if (terminals) return terminals;
    const network = this.network.answer(route, query, body);
    if (network) return network;
    const id = route.split('/')[3] ?? '';
    const pattern = route.replace(/\/(run|conv|conf|pers|proj|rcpt|msg)-[\w-]+/g, '/{id}');
    const part =
      this.talk.answer(pattern, id, body) ??
      this.web.answer(pattern, body) ??
      this.confirmations.answer(pattern, id, query, body) ??
      this.files.answer(pattern, query, body, this.port);
    if (part) return part;
    switch (pattern) {
      case 'GET /health/ready':
        return [200, { status: 'ready', version: this.status.version }];
      case 'POST /v1/login/exchange':
        if (body['code'] !== this.code)
          return [401, { code: 'unauthenticated', detail: 'This code was used already.' }];
        this.signedIn = true;
        return [204, null];
      case 'POST /v1/logout':
        this.signedIn = false;
        return [204, null];
      case 'GET /v1/me':
        return [200, { user: { id: 'user-ana', name: 'Ana' }, org_id: 'org-local', permissions: ['*'] }];
      case 'GET /v1/system/status':
        return [200, this.status];
      case 'GET /v1/system/isolation':
        return list('rungs', things.rungs);
      case 'GET /v1/settings':
        return [200, this.settings];
      case 'PUT /v1/settings': {
        const { providers, ...plain } = body as { providers?: { llm?: object } };
        Object.assign(this.settings, plain);
        if (providers?.llm) Object.assign(this.settings.providers.llm, providers.llm, { api_key: '****9f2c' });
        return [200, this.settings];
      }
      case 'GET /v1/tools':
        return list('tools', things.tools);
      case 'GET /v1/policies':
        return [200, { policies: things.policies, count: things.policies.length, file: '/home/ana/.aule/policy.yaml' }];
      case 'GET /v1/receipts/{id}':
        return [200, things.receipt(id)];
      case 'GET /v1/personas':
        return list('personas', this.personas);
      case 'POST /v1/personas':
        this.personas.push({
          ...(body as object),
          id: `pers-${this.personas.length}`,
          is_builtin: false,
        } as (typeof this.personas)[0]);
        return [201, this.personas.at(-1)];
      case 'GET /v1/runs':
        return list('runs', this.#runs(query));
      case 'POST /v1/runs':
        return [202, this.startRun(String(body['goal']), body)];
      case 'GET /v1/runs/{id}':
        return one(this.#runs(new URLSearchParams()), id);
      case 'PATCH /v1/runs/{id}':
        this.adjusted.push({ id, change: body });
        this.#goOn();
        return one(this.#runs(new URLSearchParams()), id);
      case 'POST /v1/runs/{id}/cancel':
        this.journal.append(id, { type: 'run.cancelled', run_id: id, reason: 'You cancelled it.' });
        return one(this.#runs(new URLSearchParams()), id);
      case 'POST /v1/runs/{id}/pause':
        this.journal.append(id, { type: 'run.paused', run_id: id, reason: 'You paused it.' });
        return one(this.#runs(new URLSearchParams()), id);
      case 'POST /v1/runs/{id}/resume':
        this.journal.append(id, { type: 'run.resumed', run_id: id, reason: 'resumed' });
        return one(this.#runs(new URLSearchParams()), id);
      case 'POST /v1/runs/{id}/messages':
        return this.#said(id, String(body['text']));
      case 'GET /v1/runs/{id}/tree': {
        const tree = treeOf(this.#runs(new URLSearchParams()), id);
        return [200, { runs: tree, count: tree.length, complete: true }];
      }
      case 'GET /v1/dead-letters':
        return list('dead_letters', lettersOf(this.#runs(new URLSearchParams({ status: 'failed' })), this.closed));
      case 'POST /v1/dead-letters/{id}/close':
        this.closed.push(id);
        this.journal.append(id, { type: 'dead_letter.closed', run_id: id, how: 'closed' });
        return [204, null];
      case 'GET /v1/queue':
        return list('queued', queueOf(this.#runs(new URLSearchParams({ status: 'queued' }))));
      case 'GET /v1/runs/{id}/events':
        return list(
          'events',
          this.journal.events
            .filter((it) => it.stream === id && it.seq > Number(query.get('after') ?? 0))
            .slice(0, Number(query.get('limit') ?? 50)),
        );
      default:
        return missing(route);
    }
  }

  #runs(query: URLSearchParams): Run[] {
    const facts: Record<string, RunFacts> = {};
    this.journal.events
      .filter(isRunEvent)
      .forEach((it: RunEvent) => (facts[it.run_id] = nextFacts(facts[it.run_id], it)));
    const statuses = query.get('status')?.split(',');
    const now = this.runs.map((it) => ({
      ...withFacts(it, facts[it.id]),
      children: this.runs.filter((other) => other.parent_id === it.id).length,
    }));
    return now.filter(
      (it) =>
        (!statuses || statuses.includes(it.status)) &&
        it.goal.toLowerCase().includes((query.get('q') ?? '').toLowerCase()),
    );
  }

  startRun(goal: string, more: Record<string, unknown> = {}): Run {
    const run = makeRun(
      `run-${this.runs.length + 1}`,
      goal,
      typeof more['persona_id'] === 'string' ? more['persona_id'] : 'pers-assistant',
      0,
      {
        conversation_id: (more['conversation_id'] as string | undefined) ?? null,
        step: 0,
        tokens_in: 0,
        tokens_out: 0,
        tool_calls: 0,
      },
    );
    this.runs.unshift(run);
    this.journal.at(Date.now());
    new RunScript(this.journal, run).start();
    return run;
  }

  /** A run that a budget holds up: one of the house, or with its own limits the one that it was given. */
  holdUp(own?: Limits): Run {
    const run = makeRun('run-long', 'Summarise the archive of the harbour', 'pers-researcher', 4, {
      model: 'openai/gpt-5.2',
      cost: '0.498200',
      ...(own ? { budget: own } : {}),
    });
    this.runs.unshift(run);
    const text =
      'The budget of each run has $0.001800 of $0.500000 left, and the next answer of openai/gpt-5.2 may take ' +
      '$0.014200. Raise the budget, let a cheaper model go on with the run, or stop it.';
    this.journal.at(new Date(run.created_at).getTime());
    new RunScript(this.journal, run)
      .start()
      .answer('The archive has forty boxes; I read them in order.', '')
      .holdUp(own ? run.id : 'budget-4', 'cost', text);
    return run;
  }

  #goOn() {
    for (const { id } of this.#runs(new URLSearchParams()).filter((it) => it.waiting?.reason === 'budget'))
      this.journal.append(id, { type: 'run.resumed', run_id: id, reason: 'budget' });
  }

  #said(run_id: string, text: string): Answer {
    const message_id = `msg-said-${this.journal.events.length}`;
    this.journal.append(run_id, { type: 'run.messaged', run_id, message_id, sender: 'user-ana', text });
    return [202, { id: message_id, run_id, text }];
  }
}
