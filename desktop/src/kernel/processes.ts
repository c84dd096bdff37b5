import { holdStream, usualTiming, type StreamTiming } from './heldStream';
import type { Http } from './http';

/** A command or an interpreter that goes on in the background. */
export interface Process {
  id: string;
  project_id: string;
  run_id?: string | null;
  kind: 'command' | 'session';
  command: string;
  folder: string;
  state: 'running' | 'ended';
  exit_code?: number | null;
  /** Why it ended. */
  reason?: string | null;
  /** Whether it goes on when its run ends. */
  kept: boolean;
  /** Where it listens now. */
  ports: number[];
  started_at: string;
  ended_at?: string | null;
}

/** One began or ended. */
export interface ProcessChanged {
  type: 'process.started' | 'process.ended';
  process_id: string;
  run_id?: string | null;
}

export interface ProcessList {
  processes: Process[];
  count: number;
  next_cursor?: string | null;
}

export interface ProcessFilter {
  run_id?: string;
  project_id?: string;
  state?: Process['state'];
  limit?: number;
  cursor?: string;
}

const at = (id: string) => `/v1/processes/${encodeURIComponent(id)}`;

/** What goes on in the background: looked at, told things, ended, and opened where it serves. */
export function processesOf({ get, send }: Http) {
  return {
    processes: (filter: ProcessFilter) => get<ProcessList>('/v1/processes', { ...filter }),
    stopProcess: (id: string) => send<Process>('POST', `${at(id)}/stop`),
    keepProcess: (id: string) => send<Process>('POST', `${at(id)}/keep`),
    interruptProcess: (id: string) => send<undefined>('POST', `${at(id)}/interrupt`),
    tellProcess: (id: string, text: string) => send<undefined>('POST', `${at(id)}/input`, { text }),
    openPort: (id: string, port: number) => send<{ url: string }>('POST', `${at(id)}/ports`, { port }),
  };
}

interface Said {
  text: string;
  next_offset: number;
}

/** Follows what a process says, from its beginning, until it has ended or the returned function is called. */
export function followLog(
  http: Http,
  id: string,
  onSaid: (text: string) => void,
  timing: StreamTiming = usualTiming,
): () => void {
  let next = 0;
  const held = {
    path: `${at(id)}/log/watch`,
    headers: () => ({ 'Last-Event-ID': String(next) }),
    hopeless: [401, 403, 404],
    onFrame: (frame: { event: string; data: string }) => {
      if (frame.event === 'process.over') stop();
      if (frame.event !== 'process.said') return false;
      const said = JSON.parse(frame.data) as Said;
      next = said.next_offset;
      onSaid(said.text);
      return true;
    },
  };
  const stop = holdStream(http, held, timing);
  return stop;
}

/** The end of a text that is being read at its end, cut at a line where there is one. */
export function lastOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(-most);
  const line = cut.indexOf('\n');
  return line >= 0 ? cut.slice(line + 1) : cut;
}
