import type { Keeping, PathChange, ProjectSnapshot, Undo, UndoChoice, UndoItem, UndoPlan } from '../src/kernel/undo';
import { list, type Answer } from './fakeHttp';

type Body = Record<string, unknown>;

const file = { kind: 'file' as const, mode: '644', size: 60 };

const MODIFIED: PathChange = {
  path: 'hello.py',
  kind: 'modified',
  before: file,
  after: { ...file, size: 66 },
  patch:
    '--- a/hello.py\n+++ b/hello.py\n@@ -1,5 +1,6 @@\n import sys\n \n-name = "world"\n+name = sys.argv[1] if len(sys.argv) > 1 else "world"\n+greeting = "Hello"\n \n-print("Hello " + name)\n+print(f"{greeting}, {name}")\n',
  patch_cut: false,
};

const ADDED: PathChange = {
  path: 'report/index.html',
  kind: 'added',
  after: file,
  patch: '--- /dev/null\n+++ b/report/index.html\n@@ -0,0 +1,2 @@\n+<h1>Report</h1>\n+<p>All is well.</p>\n',
  patch_cut: false,
};

const MOVED: PathChange = {
  path: 'notes/plan.md',
  from: 'plan.md',
  kind: 'renamed',
  before: file,
  after: file,
  patch_cut: false,
};
const MODE: PathChange = {
  path: 'run.sh',
  kind: 'mode',
  before: file,
  after: { ...file, mode: '755' },
  patch_cut: false,
};

/** What the fake kernel says of changes and takes back. */
export class FakeUndo {
  changes: PathChange[] = [MODIFIED, MOVED, ADDED, MODE];
  readonly undos: Undo[] = [];
  readonly snapshots: ProjectSnapshot[] = [];
  /** What was asked to be undone, to be looked at by a test. */
  readonly asked: Body[] = [];
  token = 'plan-1';

  answer(route: string, body: Body): Answer | undefined {
    if (/^GET \/v1\/(runs|projects)\/[^/]+\/changes$/.test(route))
      return [200, { changes: this.changes, count: this.changes.length, total: this.changes.length }];
    if (/^POST \/v1\/(runs|projects)\/[^/]+\/undo$/.test(route)) return this.#undo(body);
    if (/^GET \/v1\/projects\/[^/]+\/keeping$/.test(route)) return [200, this.#keeping()];
    if (/^\w+ \/v1\/projects\/[^/]+\/snapshots/.test(route)) return this.#snapshot(route, body);
    return undefined;
  }

  #undo(body: Body): Answer {
    this.asked.push(body);
    const plan = this.#plan((body['choices'] as { path: string; choice: UndoChoice }[] | undefined) ?? []);
    if (body['preview']) return [200, plan];
    if (body['token'] && body['token'] !== this.token)
      return [409, { code: 'stale_revision', detail: 'The files changed since the preview.' }];
    const undo: Undo = {
      id: `undo-${this.undos.length + 1}`,
      project_id: 'proj-default',
      changed: plan.changed,
      kept: plan.kept,
      made_at: new Date().toISOString(),
    };
    this.undos.push(undo);
    return [200, { undo, plan, untouched: [] }];
  }

  #plan(choices: { path: string; choice: UndoChoice }[]): UndoPlan {
    const chosen = choices.find((it) => it.path === 'hello.py')?.choice ?? 'mine';
    const items: UndoItem[] = [
      { path: 'hello.py', choice: chosen, old: MODIFIED, ...(chosen === 'mine' ? {} : { change: MODIFIED }) },
      { path: 'report', reason: 'not_empty' },
      { path: 'report/index.html', change: { ...ADDED, kind: 'deleted' } },
    ];
    const changed = items.filter((it) => it.change).length;
    return {
      token: this.token,
      items,
      count: items.length,
      total: items.length,
      changed,
      kept: items.length - changed,
      conflicts: 1,
      outside: [
        {
          run_id: 'run-tests',
          call_id: 'call-9',
          tool: 'send_mail',
          what: 'to ana@example.org',
          at: '2026-01-01T12:00:00Z',
        },
      ],
    };
  }

  #keeping(): Keeping {
    return {
      checkpoints: 41,
      snapshots: this.snapshots.length,
      bytes: 38_000_000,
      most_bytes: 2_147_483_648,
      most_days: 30,
    };
  }

  #snapshot(route: string, body: Body): Answer {
    if (route.startsWith('GET')) return list('snapshots', this.snapshots);
    if (route.startsWith('DELETE')) {
      const at = this.snapshots.findIndex((it) => route.endsWith(`/${it.id}`));
      this.snapshots.splice(at, 1);
      return [204, undefined];
    }
    const made: ProjectSnapshot = {
      id: `chk-${this.snapshots.length + 1}`,
      project_id: 'proj-default',
      name: String(body['name']),
      files: 12,
      bytes: 4_000,
      made_at: new Date().toISOString(),
    };
    this.snapshots.unshift(made);
    return [201, made];
  }
}
