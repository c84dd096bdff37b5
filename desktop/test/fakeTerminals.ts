import { list, type Answer } from './fakeHttp';
import type { Terminal } from '../src/kernel/terminals';

/** The terminals of a made-up kernel: what lists and changes say; nobody sits behind their screens. */
export class FakeTerminals {
  terminals: Terminal[] = [];

  /** Answers what is about terminals. */
  answer(route: string, body: Record<string, unknown>): Answer | undefined {
    const [method = '', path = ''] = route.split(' ');
    if (!path.startsWith('/v1/terminals')) return undefined;
    const id = path.split('/')[3] ?? '';
    if (method === 'GET') return list('terminals', this.terminals);
    if (method === 'POST') return [201, this.open(body)];
    if (method === 'PATCH') return [200, this.change(id, body)];
    this.close(id);
    return [204, null];
  }

  open(wish: Record<string, unknown>): Terminal {
    const made: Terminal = {
      id: `term-${this.terminals.length + 1}`,
      project_id: typeof wish['project_id'] === 'string' ? wish['project_id'] : 'proj-default',
      title: typeof wish['title'] === 'string' ? wish['title'] : '',
      folder: '',
      columns: 80,
      rows: 24,
      shared: false,
      mine: true,
      owner_name: 'Ana',
      status: 'running',
      isolation: 'bwrap',
      isolated: true,
      created_at: new Date(Date.UTC(2026, 0, 1, 0, this.terminals.length)).toISOString(),
    };
    this.terminals = [...this.terminals, made];
    return made;
  }

  change(id: string, change: Record<string, unknown>): Terminal | undefined {
    this.terminals = this.terminals.map((it) => (it.id === id ? { ...it, ...change } : it));
    return this.terminals.find((it) => it.id === id);
  }

  close(id: string): void {
    this.terminals = this.terminals.filter((it) => it.id !== id);
  }
}
