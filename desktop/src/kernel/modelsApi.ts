import type { Http } from './http';
import type { ModelFile, ModelFiles, ModelFileSettings, RunningModel } from './localModels';
import type {
  AnswerCacheState,
  Fallbacks,
  Model,
  NewProvider,
  Preset,
  Provider,
  ProviderChange,
  ProviderTrial,
  Reliability,
  Role,
  RoutingRule,
} from './models';
import type { Pull } from './pulls';

const file = (name: string) => `/v1/models/files/${encodeURIComponent(name)}`;

interface Page {
  count: number;
}

interface ReliabilityPage extends Page {
  models: Reliability[];
  next_cursor?: string | null;
}

const provider = (name: string) => `/v1/models/providers/${encodeURIComponent(name)}`;

/** What the kernel does with models and their providers. */
export function modelsOf({ get, send }: Http) {
  return {
    models: () => get<Page & { models: Model[] }>('/v1/models'),
    /** Models that make vectors or pictures, which answer nothing. */
    makers: async (kind: 'embedding' | 'image') =>
      (await get<Page & { models: Model[] }>('/v1/models', { kind })).models,
    /** Of every model that was ever asked for a call. */
    reliability: async () => {
      const all: Reliability[] = [];
      let cursor: string | undefined;
      do {
        const page = await get<ReliabilityPage>('/v1/models/reliability', {
          limit: 200,
          ...(cursor ? { cursor } : {}),
        });
        all.push(...page.models);
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      return all;
    },
    roles: () => get<Page & { roles: Role[] }>('/v1/models/roles'),
    /** Null gives a role the default model; what is absent stays. */
    saveRoles: (roles: Partial<Record<Role['role'], string | null>>) =>
      send<Page & { roles: Role[] }>('PUT', '/v1/models/roles', { roles }),
    rules: () => get<Page & { rules: RoutingRule[] }>('/v1/models/rules'),
    saveRules: (rules: readonly RoutingRule[]) =>
      send<Page & { rules: RoutingRule[] }>('PUT', '/v1/models/rules', { rules }),
    fallbacks: () => get<Fallbacks>('/v1/models/fallbacks'),
    saveFallbacks: (change: Partial<Fallbacks>) => send<Fallbacks>('PUT', '/v1/models/fallbacks', change),
    answerCache: () => get<AnswerCacheState>('/v1/answers'),
    changeAnswerCache: (change: { enabled?: boolean; max_bytes?: number }) =>
      send<AnswerCacheState>('PUT', '/v1/answers', change),
    emptyAnswerCache: () => send<undefined>('DELETE', '/v1/answers'),
    discover: () => send<unknown>('POST', '/v1/models/discover', {}),
    providers: () => get<Page & { providers: Provider[] }>('/v1/models/providers'),
    presets: () => get<Page & { presets: Preset[] }>('/v1/models/presets'),
    addProvider: (draft: NewProvider) => send<Provider>('POST', '/v1/models/providers', draft),
    changeProvider: (name: string, change: ProviderChange) => send<Provider>('PUT', provider(name), change),
    removeProvider: (name: string) => send<undefined>('DELETE', provider(name)),
    pulls: () => get<Page & { pulls: Pull[] }>('/v1/models/pulls'),
    pull: (model: string) => send<Pull>('POST', '/v1/models/pulls', { model }),
    stopPull: (model: string) => send<undefined>('DELETE', '/v1/models/pulls', undefined, { model }),
    inMemory: () => get<Page & { models: RunningModel[] }>('/v1/models/running'),
    unload: (model: string) => send<undefined>('POST', '/v1/models/unload', { model }),
    modelFiles: () => get<ModelFiles>('/v1/models/files'),
    setModelFile: (name: string, settings: ModelFileSettings) => send<ModelFile>('PUT', file(name), settings),
    forgetModelFile: (name: string) => send<undefined>('DELETE', file(name)),
    /** Asking for a word costs a few tokens; left out, only what is free is asked. */
    tryProvider: (name: string, how: { first_token?: boolean } = {}) =>
      send<ProviderTrial>('POST', `${provider(name)}/test`, how),
  };
}
