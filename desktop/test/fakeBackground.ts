import type { ServerResponse } from 'node:http';
import type { Process } from '../src/kernel/processes';
import { list, missing, type Answer } from './fakeHttp';

const server: Process = {
  id: 'prc-server',
  project_id: 'proj-default',
  run_id: 'run-hello',
  kind: 'command',
  command: 'npm run dev -- --port 3000',
  folder: 'site',
  state: 'running',
  kept: false,
  ports: [3000],
  started_at: '2026-03-02T08:58:00Z',
};

const session: Process = { ...server, id: 'prc-session', kind: 'session', command: 'python3', folder: '', ports: [] };

const broken: Process = {
  ...server,
  id: 'prc-broken',
  command: 'python3 -m http.server 8000 --directory missing',
  state: 'ended',
  exit_code: 1,
  reason: 'exited',
  ports: [],
  ended_at: '2026-03-02T08:50:00Z',
};

const said = `
> site@1.0.0 dev
> vite --port 3000

  VITE v7.1.0  ready in 212 ms

  ➜  Local:   http://localhost:3000/
`;

/** What the fake kernel has going on in the background. */
export class FakeBackground {
  processes: Process[];
  readonly asked: string[] = [];

  constructor(empty: boolean) {
    this.processes = empty ? [] : structuredClone([server, session, broken]);
  }

  answer(route: string, query: URLSearchParams, port: number): Answer | undefined {
    const [, id, what] = /^\w+ \/v1\/processes(?:\/([^/]+)(?:\/(.*))?)?$/.exec(route) ?? [];
    if (!route.includes(' /v1/processes')) return undefined;
    const run = query.get('run_id');
    if (!id)
      return list(
        'processes',
        this.processes.filter((it) => !run || it.run_id === run),
      );
    const found = this.processes.find((it) => it.id === id);
    if (!found) return missing(id);
    this.asked.push(`${what ?? ''} ${id}`);
    if (what === 'stop') Object.assign(found, { state: 'ended', reason: 'stopped', exit_code: 143, ports: [] });
    if (what === 'keep') found.kept = true;
    if (what === 'ports') return [201, { url: `http://port-1.localhost:${port}/` }];
    return what === 'interrupt' ? [204, null] : [200, found];
  }

  /** Tells the whole log, and its end if it has one. */
  watch(response: ServerResponse, path: string): void {
    const found = this.processes.find((it) => path.includes(`/${it.id}/`));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    const whole = { offset: 0, text: said, next_offset: said.length };
    response.write(`event: process.said\ndata: ${JSON.stringify(whole)}\n\n`);
    if (found?.state === 'ended') response.end(`event: process.over\ndata: ${JSON.stringify(found)}\n\n`);
  }
}
