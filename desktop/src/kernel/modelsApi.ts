import type { Http } from './http';
import type { Model, NewProvider, Preset, Provider, ProviderChange, ProviderTrial } from './models';

interface Page {
  count: number;
}

const provider = (name: string) => `/v1/models/providers/${encodeURIComponent(name)}`;

/** What the kernel does with models and their providers. */
export function modelsOf({ get, send }: Http) {
  return {
    models: () => get<Page & { models: Model[] }>('/v1/models'),
    discover: () => send<unknown>('POST', '/v1/models/discover', {}),
    providers: () => get<Page & { providers: Provider[] }>('/v1/models/providers'),
    presets: () => get<Page & { presets: Preset[] }>('/v1/models/presets'),
    addProvider: (draft: NewProvider) => send<Provider>('POST', '/v1/models/providers', draft),
    changeProvider: (name: string, change: ProviderChange) => send<Provider>('PUT', provider(name), change),
    removeProvider: (name: string) => send<undefined>('DELETE', provider(name)),
    /** Asking for a word costs a few tokens; left out, only what is free is asked. */
    tryProvider: (name: string, how: { first_token?: boolean } = {}) =>
      send<ProviderTrial>('POST', `${provider(name)}/test`, how),
  };
}
