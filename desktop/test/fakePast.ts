import type { Run } from '../src/kernel/objects';
import type { ComparedStep, Comparison, Replay, RunTest, Snapshot, StepSide } from '../src/kernel/past';
import { list, type Answer } from './fakeHttp';

type Body = Record<string, unknown>;

/** What the fake kernel remembers and says of the past of runs. */
export class FakePast {
  readonly tests: RunTest[] = [];
  readonly snapshots: Snapshot[] = [];
  /** What was asked of the kernel, to be looked at by a test. */
  readonly asked: { route: string; body: Body }[] = [];
  steps: ComparedStep[] = [];
  replay: Partial<Replay> = {};

  constructor(readonly kernel: { runs: Run[]; startRun: (goal: string, more?: Body) => Run }) {}

  answer(route: string, query: URLSearchParams, body: Body): Answer | undefined {
    const [, id = '', what = ''] = /^\w+ \/v1\/runs\/([^/]+)(?:\/(.*))?$/.exec(route) ?? [];
    const forkOf = query.get('fork_of');
    if (route === 'GET /v1/runs' && forkOf)
      return list(
        'runs',
        this.kernel.runs.filter((it) => it.fork_of === forkOf),
      );
    if (route === 'GET /v1/runs/compare') return this.#compare(query);
    if (/^\w+ \/v1\/run-tests/.test(route)) return this.#test(route);
    const post = route.startsWith('POST');
    if (post && /^(fork|replay|tests|snapshots)/.test(what)) this.asked.push({ route, body });
    if (post && what === 'fork') return [202, this.#fork(id, Number(body['at'] ?? 9))];
    if (post && what === 'replay') return [200, this.#replayed(id, body)];
    if (post && what === 'tests') return this.#keep(id, body);
    if (what === 'snapshots') return post ? this.#snap(id, body) : list('snapshots', this.#of(id));
    if (post && what.endsWith('/restore')) return [202, this.#fork(id, 9)];
    return undefined;
  }

  #of(id: string) {
    return this.snapshots.filter((it) => it.run_id === id);
  }

  #run(id: string): Run | undefined {
    return this.kernel.runs.find((it) => it.id === id);
  }

  #fork(id: string, at: number): Run {
    const fork = this.kernel.startRun(this.#run(id)?.goal ?? id, {});
    return Object.assign(fork, { fork_of: id, fork_at: at });
  }

  #compare(query: URLSearchParams): Answer {
    const left = this.#run(query.get('left') ?? '');
    const right = this.#run(query.get('right') ?? '');
    if (!left || !right) return [404, { code: 'not_found', detail: 'There is no such run.' }];
    const after = Number(query.get('cursor') ?? 0);
    const size = Math.min(Number(query.get('limit') ?? 50), 20);
    const rest = this.steps.filter((it) => it.step > after);
    const page = rest.slice(0, size);
    const others = this.steps.filter((it) => !it.same);
    const comparison: Comparison = {
      left,
      right,
      same: others.length === 0,
      differing: others.length,
      diverges_at: others[0]?.step ?? null,
      steps: page,
      count: page.length,
      next_cursor: rest.length > size ? String(page.at(-1)?.step) : null,
    };
    return [200, comparison];
  }

  #replayed(id: string, body: Body): Replay {
    return {
      run_id: id,
      same: true,
      mode: body['mode'] === 'behaviour' ? 'behaviour' : 'strict',
      events: 24,
      differences: [],
      count: 0,
      status: 'completed',
      recorded_status: 'completed',
      ...this.replay,
    };
  }

  #keep(run: string, body: Body): Answer {
    const test: RunTest = {
      id: `rtest-${this.tests.length + 1}`,
      name: (body['name'] as string | undefined) ?? this.#run(run)?.goal ?? run,
      run_id: run,
      mode: body['mode'] === 'strict' ? 'strict' : 'behaviour',
      saved_at: new Date().toISOString(),
    };
    this.tests.push(test);
    return [201, test];
  }

  #test(route: string): Answer {
    const [, id, check] = /run-tests\/([^/]+)(\/check)?$/.exec(route) ?? [];
    if (!id) return list('tests', this.tests);
    const at = this.tests.findIndex((it) => it.id === id);
    const test = this.tests[at];
    if (!test) return [404, { code: 'not_found', detail: 'There is no such test.' }];
    if (route.startsWith('DELETE')) this.tests.splice(at, 1);
    const replay = this.#replayed(test.run_id, { mode: test.mode });
    if (check) {
      const finding = replay.differences[0]?.what ?? '';
      Object.assign(test, { checked_at: new Date().toISOString(), passed: replay.same, finding });
    }
    return check ? [200, { test, passed: replay.same, replay }] : [204, null];
  }

  #snap(run: string, body: Body): Answer {
    const snapshot: Snapshot = {
      id: `snap-${this.snapshots.length + 1}`,
      run_id: run,
      label: (body['label'] as string | undefined) ?? '',
      position: 7,
      status: 'running',
      step: 2,
      made_at: new Date().toISOString(),
    };
    this.snapshots.push(snapshot);
    return [201, snapshot];
  }
}

const sideOf = (text: string, path: string, content: string): StepSide => ({
  position: 4,
  at: new Date().toISOString(),
  model: 'ollama/qwen3:8b',
  prompt_sha256: 'ab'.repeat(32),
  thought: 'First the package, then the code.',
  text,
  calls: path
    ? [
        {
          call_id: `call-${path}`,
          tool: 'write_file',
          arguments: JSON.stringify({ path, content }),
          ok: true,
          output: `Wrote ${path}.`,
          error: '',
          duration_ms: 14,
          files: [{ path, kind: 'created', bytes: 120, added: 4, removed: 0 }],
        },
      ]
    : [],
  tokens_in: 1520,
  tokens_out: 118,
  duration_ms: 2140,
});

/** A number of steps that are the same, one that is not, and one that only the right side has. */
export function stepsWith(same: number): ComparedStep[] {
  const common = Array.from({ length: same }, (_, at): ComparedStep => {
    const { position: _left, ...left } = sideOf('', `part-${at + 1}.js`, 'export {};');
    return { step: at + 1, same: true, differs: ['time'], left, right: left };
  });
  const left = sideOf('I write three tests.', 'slug.test.js', "import test from 'node:test';\ntest('spaces');\n");
  const right = sideOf('I write four tests.', 'slug.test.js', "import test from 'node:test';\ntest('accents');\n");
  return [
    ...common,
    { step: same + 1, same: false, differs: ['text', 'tool_calls', 'files', 'tokens', 'time'], left, right },
    { step: same + 2, same: false, differs: [], right: sideOf('All pass.', '', '') },
  ];
}
