import { artifactsOf } from './artifactsApi';
import { billsOf } from './billsApi';
import type { RunEvent } from './events';
import { withQuery, type Http } from './http';
import type { ProviderSettings } from './models';
import { modelsOf } from './modelsApi';
import { networkOf } from './networkApi';
import { pastOf } from './pastApi';
import { processesOf } from './processes';
import type { Limits } from './spend';
import { spendOf } from './spendApi';
import { terminalsOf } from './terminals';
import type { EngineName, WebChange, WebSettings, WebTest } from './web';
import { undoOf } from './undoApi';
import type {
  Confirmation,
  Conversation,
  DeadLetter,
  Doubt,
  DoubtChoice,
  FileContent,
  FileEntry,
  FileSearch,
  Inbox,
  IsolationRung,
  Me,
  Message,
  Persona,
  Policy,
  Project,
  Receipt,
  Resolution,
  Run,
  SearchHit,
  Settings,
  SystemStatus,
  ToolSpec,
} from './objects';

export interface RunFilter {
  status?: string;
  project_id?: string;
  q?: string;
  persona_id?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
}

export interface NewRun {
  goal: string;
  project_id?: string;
  persona_id?: string;
  model?: string;
  conversation_id?: string;
}

export interface NewChat {
  message: string;
  conversation_id: string;
  persona_id?: string;
  project_id?: string;
  model?: string;
}

export type PersonaDraft = Pick<
  Persona,
  | 'name'
  | 'description'
  | 'system_prompt'
  | 'icon'
  | 'color'
  | 'allowed_tools'
  | 'model_override'
  | 'restarts'
  | 'restart_pause_ms'
>;

export type SettingsChange = Partial<Pick<Settings, 'language' | 'theme'>> & {
  providers?: { llm?: Partial<Omit<ProviderSettings, 'api_key'>> & { api_key?: string | null } };
};

/** What can be different from a run's next step on; what is absent stays. */
export interface RunChange {
  priority?: number;
  model?: string;
  budget?: Limits;
}

export interface RunRetry {
  goal?: string;
  model?: string;
}

export interface QueuedRun {
  position: number;
  since: string;
  priority: number;
  owner: string;
  run: Run;
}

interface Page {
  count: number;
  next_cursor?: string | null;
}

const project = (id: string) => `/v1/projects/${encodeURIComponent(id)}`;

/** Every operation of the kernel that the desktop uses, one method each. */
export function createApi(http: Http) {
  const { get, send } = http;
  return {
    ready: () => get<{ status: string; version: string }>('/health/ready'),
    me: () => get<Me>('/v1/me'),
    exchange: (code: string) => send<undefined>('POST', '/v1/login/exchange', { code }),
    logout: () => send<undefined>('POST', '/v1/logout'),
    status: () => get<SystemStatus>('/v1/system/status'),
    isolation: () => get<{ rungs: IsolationRung[]; count: number }>('/v1/system/isolation'),
    inbox: () => get<Inbox>('/v1/system/inbox'),
    readInbox: () => send<Inbox>('POST', '/v1/system/inbox/read'),

    settings: () => get<Settings>('/v1/settings'),
    saveSettings: (change: SettingsChange) => send<Settings>('PUT', '/v1/settings', change),
    ...modelsOf(http),
    ...networkOf(http),
    ...artifactsOf(http),
    web: () => get<WebSettings>('/v1/web'),
    saveWeb: (change: WebChange) => send<WebSettings>('PUT', '/v1/web', change),
    testWeb: (engine: EngineName) => send<WebTest>('POST', '/v1/web/test', { engine }),
    ...undoOf(http),
    tools: () => get<Page & { tools: ToolSpec[] }>('/v1/tools'),
    policies: () => get<Page & { policies: Policy[]; file: string; problem?: string }>('/v1/policies'),

    runs: (filter: RunFilter) => get<Page & { runs: Run[] }>('/v1/runs', { ...filter }),
    run: (id: string) => get<Run>(`/v1/runs/${id}`),
    startRun: (run: NewRun) => send<Run>('POST', '/v1/runs', run),
    cancelRun: (id: string, reason?: string) => send<Run>('POST', `/v1/runs/${id}/cancel`, reason ? { reason } : {}),
    runEvents: (id: string, after: number) =>
      get<Page & { events: RunEvent[] }>(`/v1/runs/${id}/events`, { after, limit: 200 }),
    pauseRun: (id: string) => send<Run>('POST', `/v1/runs/${id}/pause`, {}),
    resumeRun: (id: string) => send<Run>('POST', `/v1/runs/${id}/resume`),
    killRun: (id: string) => send<Run>('POST', `/v1/runs/${id}/signal`, { signal: 'kill' }),
    continueRun: (id: string, steps: number) => send<Run>('POST', `/v1/runs/${id}/continue`, { steps }),
    adjustRun: (id: string, change: RunChange) => send<Run>('PATCH', `/v1/runs/${id}`, change),
    messageRun: (id: string, text: string) => send<unknown>('POST', `/v1/runs/${id}/messages`, { text }),
    retryRun: (id: string, change: RunRetry) => send<Run>('POST', `/v1/runs/${id}/retry`, change),
    runTree: (id: string) => get<Page & { runs: Run[]; complete: boolean }>(`/v1/runs/${id}/tree`),
    settleDoubt: (run: string, call: string, choice: DoubtChoice) =>
      send<Doubt>('POST', `/v1/runs/${run}/doubts/${encodeURIComponent(call)}`, { choice }),
    deadLetters: (cursor?: string) =>
      get<Page & { dead_letters: DeadLetter[] }>('/v1/dead-letters', { limit: 50, cursor }),
    closeLetter: (id: string) => send<undefined>('POST', `/v1/dead-letters/${id}/close`, {}),
    queue: () => get<Page & { queued: QueuedRun[] }>('/v1/queue', { limit: 200 }),
    moveQueued: (id: string, place: { before?: string; after?: string }) =>
      send<Run>('POST', `/v1/queue/${id}/move`, place),
    ...pastOf(http),
    ...processesOf(http),
    ...billsOf(http),
    ...spendOf(http),
    ...terminalsOf(http),
    receipt: (id: string) => get<Receipt>(`/v1/receipts/${id}`),

    confirmations: (status?: string) =>
      get<Page & { confirmations: Confirmation[] }>('/v1/confirmations', { status, limit: 200 }),
    confirmation: (id: string) => get<Confirmation>(`/v1/confirmations/${id}`),
    resolve: (id: string, resolution: Resolution) => send<Confirmation>('POST', `/v1/confirmations/${id}`, resolution),

    conversations: () => get<Page & { conversations: Conversation[] }>('/v1/conversations', { limit: 200 }),
    conversation: (id: string) => get<Conversation>(`/v1/conversations/${id}`),
    newConversation: (draft: Partial<Conversation>) => send<Conversation>('POST', '/v1/conversations', draft),
    changeConversation: (id: string, change: Partial<Conversation>) =>
      send<Conversation>('PATCH', `/v1/conversations/${id}`, change),
    deleteConversation: (id: string) => send<undefined>('DELETE', `/v1/conversations/${id}`),
    messages: (id: string) => get<Page & { messages: Message[] }>(`/v1/conversations/${id}/messages`, { limit: 200 }),
    /** Resolves when the answer is complete; the event stream tells it as it comes. */
    chat: (chat: NewChat) => http.drain('/v1/agent/chat', { ...chat, stream: true }),

    personas: () => get<Page & { personas: Persona[] }>('/v1/personas', { limit: 200 }),
    createPersona: (draft: PersonaDraft) => send<Persona>('POST', '/v1/personas', draft),
    changePersona: (id: string, change: Partial<PersonaDraft>) => send<Persona>('PATCH', `/v1/personas/${id}`, change),
    deletePersona: (id: string) => send<undefined>('DELETE', `/v1/personas/${id}`),
    resetPersona: (id: string) => send<Persona>('POST', `/v1/personas/${id}/reset`),

    projects: () => get<Page & { projects: Project[] }>('/v1/projects', { limit: 200 }),
    createProject: (name: string, description = '') => send<Project>('POST', '/v1/projects', { name, description }),
    changeProject: (id: string, change: { name?: string; description?: string }) =>
      send<Project>('PATCH', project(id), change),
    deleteProject: (id: string, contents: 'keep' | 'trash') =>
      send<undefined>('DELETE', project(id), undefined, { contents }),
    files: (id: string, path: string, hidden = false) =>
      get<Page & { path: string; entries: FileEntry[] }>(`${project(id)}/files`, {
        path,
        ...(hidden ? { hidden } : {}),
      }),
    content: (id: string, path: string) => get<FileContent>(`${project(id)}/files/content`, { path }),
    /** A part of a text, from a byte on. */
    page: (id: string, path: string, offset: number, limit: number) =>
      get<FileContent>(`${project(id)}/files/content`, { path, offset, limit }),
    searchFiles: (id: string, search: FileSearch) =>
      get<Page & { hits: SearchHit[]; complete: boolean }>(`${project(id)}/files/search`, { ...search }),
    /** With a revision the file must still be as it was read; with an empty one it must not exist yet. */
    save: (id: string, file: { path: string; content: string; revision?: string; encoding?: string }) =>
      send<{ path: string; size: number; revision: string }>('PUT', `${project(id)}/files/content`, file),
    makeFolder: (id: string, path: string) => send<unknown>('POST', `${project(id)}/files/folders`, { path }),
    move: (id: string, from: string, to: string) => send<unknown>('POST', `${project(id)}/files/move`, { from, to }),
    remove: (id: string, path: string, recursive: boolean) =>
      send<undefined>('DELETE', `${project(id)}/files`, undefined, { path, recursive }),
    upload: (id: string, folder: string, files: readonly File[], onProgress: (part: number) => void) => {
      const form = new FormData();
      files.forEach((file) => form.append('file', file, file.name));
      return http.upload<Page & { files: { path: string; size: number }[] }>(
        withQuery(`${project(id)}/files`, { path: folder }),
        form,
        onProgress,
      );
    },
    view: (id: string, path: string) =>
      send<{ url: string; expires_at: string }>('POST', `${project(id)}/views`, { path }),
    /** Where a run's output is, whole, that its model was shown only a part of. */
    outputUrl: (run: string, handle: string) =>
      `/v1/runs/${encodeURIComponent(run)}/outputs/${encodeURIComponent(handle)}`,
    rawUrl: (id: string, path: string, download = false) =>
      `${project(id)}/files/raw?${new URLSearchParams({ path, ...(download ? { download: 'true' } : {}) })}`,
  };
}

export type Api = ReturnType<typeof createApi>;
