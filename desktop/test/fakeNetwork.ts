import type { EgressRequest, HostTotal, Network } from '../src/kernel/network';
import type { Answer } from './fakeHttp';
import type { FakeJournal } from './fakeJournal';

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

const made = (id: number, change: Partial<EgressRequest>): EgressRequest => ({
  id: String(id),
  at: ago(id * 40),
  purpose: 'sandbox',
  method: 'CONNECT',
  host: 'registry.npmjs.org',
  port: 443,
  verdict: 'allowed',
  reason: '',
  bytes_up: 1_840,
  bytes_down: 284_000,
  duration_ms: 412,
  project_id: 'proj-default',
  run_id: 'run-tests',
  ...change,
});

/** The kernel's log of what left, and how far projects get. */
export class FakeNetwork {
  networks: Record<string, Network> = { 'proj-default': { preset: 'packages', hosts: [] } };
  requests: EgressRequest[] = [
    made(1, {
      host: 'telemetry.example.com',
      verdict: 'denied',
      reason: 'The network of this project and agent does not reach telemetry.example.com:443.',
      bytes_up: 0,
      bytes_down: 0,
    }),
    made(2, {}),
    made(3, { host: 'api.openai.com', method: 'POST', purpose: 'model', project_id: null, run_id: null }),
    made(4, { host: 'files.pythonhosted.org', bytes_down: 12_400_000 }),
    made(5, {
      host: 'pypi.org',
      port: 8443,
      verdict: 'failed',
      reason: 'pypi.org:8443 cannot be reached.',
      bytes_down: 0,
    }),
  ];

  constructor(readonly journal: FakeJournal) {}

  answer(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const project = /^(GET|PUT) \/v1\/projects\/([^/]+)\/network$/.exec(route);
    if (project) return this.#network(project[1] ?? '', project[2] ?? '', body);
    switch (route) {
      case 'GET /v1/egress':
        return [200, { requests: this.#only(query), count: this.#only(query).length }];
      case 'GET /v1/egress/hosts':
        return [200, { hosts: this.#hosts(query), count: this.#hosts(query).length }];
      default:
        return null;
    }
  }

  #network(verb: string, project: string, body: Record<string, unknown>): Answer {
    if (verb === 'PUT') {
      this.networks[project] = { hosts: [], ...(body as Partial<Network>) } as Network;
    }
    return [200, this.networks[project] ?? { preset: 'offline', hosts: [] }];
  }

  #only(query: URLSearchParams): EgressRequest[] {
    return this.requests.filter(
      (it) =>
        (!query.has('project') || it.project_id === query.get('project')) &&
        (!query.has('verdict') || it.verdict === query.get('verdict')),
    );
  }

  #hosts(query: URLSearchParams): HostTotal[] {
    return this.#only(query).map((it) => ({
      host: it.host,
      requests: 3,
      denied: it.verdict === 'denied' ? 3 : 0,
      bytes_up: it.bytes_up,
      bytes_down: it.bytes_down,
      last_at: it.at,
    }));
  }
}
