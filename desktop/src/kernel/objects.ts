/** The nouns of the kernel as they stand on the wire. */
import type { ProviderSettings } from './models';
import type { Limits } from './spend';

export type RunStatus = 'queued' | 'running' | 'waiting' | 'paused' | 'retrying' | 'completed' | 'failed' | 'cancelled';

export interface Failure {
  code: string;
  detail: string;
}

export interface Run {
  id: string;
  goal: string;
  status: RunStatus;
  phase: string;
  parent_id?: string | null;
  depth?: number;
  children?: number;
  retry_of?: string | null;
  fork_of?: string | null;
  /** The place in that run's history where this one goes its own way. */
  fork_at?: number | null;
  /** Where it was recorded, if not here; it is only read then. */
  imported_from?: { run: string; at: string; archive: string } | null;
  limits?: { max_steps: number };
  position?: number | null;
  due_at?: string | null;
  retrying?: { code: string; detail: string; attempt: number; due_at: string } | null;
  doubts?: Doubt[];
  owner: string;
  project_id: string;
  persona_id: string;
  conversation_id?: string | null;
  model?: string | null;
  priority: number;
  step: number;
  tokens_in: number;
  tokens_out: number;
  tool_calls: number;
  /** Dollars that its own models cost, as far as their prices are known; absent if none is. */
  cost?: string | null;
  unpriced_calls: number;
  budget?: Limits | null;
  answer?: string | null;
  error?: Failure | null;
  waiting?: {
    reason: string;
    confirmation_id?: string | null;
    due_at?: string | null;
    detail?: string | null;
  } | null;
  last_line?: string | null;
  created_at: string;
  started_at?: string | null;
  ended_at?: string | null;
  duration_ms?: number | null;
}

/** A call of which nobody knows whether it happened. */
export interface Doubt {
  run_id: string;
  call_id: string;
  tool: string;
  arguments: Arguments;
  since: string;
  settled?: { choice: DoubtChoice; note: string; by: string; at: string } | null;
}

export type DoubtChoice = 'retry' | 'done' | 'failed';

/** A failed run that nobody has taken care of. */
export interface DeadLetter {
  id: string;
  goal: string;
  code: string;
  detail: string;
  failed_at: string;
  attempts: number;
  project_id: string;
  persona_id: string;
}

export interface Usage {
  tokens_in: number;
  tokens_out: number;
  cached_tokens: number;
  reasoning_tokens: number;
}

export interface FileChange {
  path: string;
  kind: 'created' | 'modified' | 'deleted' | 'moved';
  bytes: number;
  added: number;
  removed: number;
}

export interface Receipt {
  id: string;
  run_id?: string | null;
  call_id: string;
  tool: string;
  effect: string;
  arguments_sha256: string;
  result_sha256: string;
  decision: string;
  rule: string;
  ok: boolean;
  exit_code?: number | null;
  changes: FileChange[];
  started_at: string;
  duration_ms: number;
  isolation: string;
}

export type Decision = 'approve' | 'reject' | 'edit' | 'answer';
export type Remember = 'once' | 'run' | 'always';
export type Arguments = Readonly<Record<string, unknown>>;

export interface Confirmation {
  id: string;
  run_id?: string | null;
  call_id: string;
  kind: 'approval' | 'question';
  tool: string;
  arguments: Arguments;
  preview: string;
  rule: string;
  reason: string;
  options: string[];
  status: 'pending' | 'approved' | 'rejected' | 'answered' | 'expired' | 'cancelled';
  created_at: string;
  resolved_at?: string | null;
  resolved_by?: string | null;
  text?: string | null;
}

export interface Resolution {
  decision: Decision;
  args?: Arguments;
  text?: string;
  remember?: Remember;
}

export interface Project {
  id: string;
  name: string;
  description: string;
  folder: string;
  is_default: boolean;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface FileEntry {
  name: string;
  path: string;
  kind: 'file' | 'dir' | 'link' | 'other';
  size: number;
  modified_at: string;
}

export interface FileContent {
  path: string;
  content: string;
  size: number;
  revision: string;
  binary: boolean;
  truncated: boolean;
  mime_type: string;
  encoding: string;
  offset: number;
  next_offset?: number | null;
}

export interface FileSearch {
  q: string;
  in: 'names' | 'contents';
  regex: boolean;
  match_case: boolean;
  hidden: boolean;
}

/** A file that fits, or a line of one. */
export interface SearchHit {
  path: string;
  kind: FileEntry['kind'];
  size: number;
  line?: number | null;
  column?: number | null;
  text?: string | null;
}

export interface Conversation {
  id: string;
  title: string;
  project_id?: string | null;
  persona_id?: string | null;
  created_at: string;
  updated_at: string;
}

/** What the kernel said by itself, in a conversation of its own. */
export interface Inbox {
  conversation_id: string;
  unread_count: number;
}

export interface Message {
  id: string;
  conversation_id: string;
  role: 'user' | 'assistant' | 'system' | 'tool' | 'kernel';
  content: string;
  thought?: string | null;
  run_id?: string | null;
  created_at: string;
}

export type PersonaColor = 'blue' | 'emerald' | 'violet' | 'amber' | 'cyan' | 'rose';

export interface Persona {
  id: string;
  name: string;
  description: string;
  system_prompt: string;
  icon: string;
  color: PersonaColor;
  allowed_tools: string[];
  model_override?: string | null;
  /** How often it is restarted in one run after it has failed for good. */
  restarts: number;
  restart_pause_ms: number;
  is_builtin: boolean;
  created_at: string;
  updated_at: string;
}

export interface ToolSpec {
  name: string;
  description: string;
  effect: 'read' | 'write' | 'external';
  requires_approval: boolean;
}

export interface Settings {
  providers: { llm: ProviderSettings; image: ProviderSettings };
  language: 'en' | 'pt-BR' | 'system';
  theme: 'dark' | 'light' | 'system';
}

export interface SystemStatus {
  version: string;
  started_at: string;
  uptime_ms: number;
  ready: boolean;
  home: string;
  rooms: { name: string; state: string }[];
  isolation: { level: number; name: string; isolates: boolean; detail: string };
  default_model: string;
  runs: { running: number; queued: number; waiting: number; completed_today: number; failed_today: number };
  tokens_today: { in: number; out: number };
  tool_calls_today: number;
  memory: { heap_used: number; rss: number };
  caches: { name: string; entries: number; bound: number; hits: number; misses: number }[];
  port: number;
}

/** One way to keep commands apart from the machine; `in_force` where commands run unless the policy says otherwise. */
export interface IsolationRung {
  level: number;
  name: string;
  isolates: boolean;
  works: boolean;
  in_force: boolean;
  reason: string;
  remedy: string;
}

export interface Me {
  user: { id: string; name: string };
  org_id: string;
  permissions: string[];
}

export interface Policy {
  id: string;
  answer: 'allow' | 'deny' | 'confirm';
  when: string;
  reason: string;
}

const ENDED: readonly RunStatus[] = ['completed', 'failed', 'cancelled'];

export function hasEnded(status: RunStatus): boolean {
  return ENDED.includes(status);
}
