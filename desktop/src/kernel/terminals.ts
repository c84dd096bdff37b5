import type { Http } from './http';

/** A shell in a project's sandbox. */
export interface Terminal {
  id: string;
  project_id: string;
  /** Empty if nobody gave it one. */
  title: string;
  folder: string;
  columns: number;
  rows: number;
  /** Whether the project's agents see it and may type into it. */
  shared: boolean;
  mine: boolean;
  owner_name: string;
  status: 'running' | 'ended';
  exit_code?: number | null;
  reason?: string | null;
  isolation: string;
  isolated: boolean;
  created_at: string;
}

export interface NewTerminal {
  project_id?: string;
  title?: string;
  shared?: boolean;
  columns?: number;
  rows?: number;
}

/** Who typed what follows on the screen. */
export interface TypedFrame {
  type: 'typed';
  number: number;
  offset: number;
  kind: 'person' | 'agent';
  name: string;
  run_id?: string | null;
}

/** What the kernel says on a terminal's socket. Offsets count characters from the terminal's beginning. */
export type TerminalFrame =
  | { type: 'terminal'; terminal: Terminal; offset: number; end: number }
  | { type: 'output'; offset: number; text: string; end: number }
  | TypedFrame
  | { type: 'resized'; columns: number; rows: number }
  | { type: 'ended'; exit_code: number; reason: string }
  | { type: 'error'; code: string; error: string };

const at = (id: string) => `/v1/terminals/${encodeURIComponent(id)}`;

export function terminalSocketPath(id: string, after: number): string {
  return `${at(id)}/socket?after=${after}`;
}

export function terminalsOf({ get, send }: Http) {
  return {
    terminals: () => get<{ terminals: Terminal[]; count: number }>('/v1/terminals', { limit: 200 }),
    openTerminal: (wish: NewTerminal) => send<Terminal>('POST', '/v1/terminals', wish),
    changeTerminal: (id: string, change: { title?: string; shared?: boolean }) =>
      send<Terminal>('PATCH', at(id), change),
    closeTerminal: (id: string) => send<undefined>('DELETE', at(id)),
  };
}
