import { ROLES, type AnswerCacheState, type Fallbacks, type Reliability, type RoutingRule } from '../src/kernel/models';
import type { NewProvider, Provider, ProviderChange, ProviderTrial } from '../src/kernel/models';
import type { Answer } from './fakeHttp';
import * as things from './fakeThings';

/** The kernel's models and providers: what is configured here can be listed, changed and tried. */
export class FakeModels {
  models = structuredClone(things.models);
  providers = structuredClone(things.providers);
  /** What each provider was given as its key, which no answer shows. */
  readonly keys = new Map<string, string>();
  reliability: Reliability[] = [
    {
      model: 'ollama/llama3.2',
      calls: 40,
      valid: 30,
      repaired: 7,
      refused: 2,
      unknown: 1,
      succeeded: 33,
      failed: 4,
      unclear: 1,
      rate: 0.9024,
    },
  ];
  roles: Partial<Record<string, string | null>> = { code: 'ollama/qwen3:8b' };
  rules: RoutingRule[] = [{ id: 'short', when: 'goal_words < 40 && images == 0', cheapest: 'flash' }];
  fallbacks: Fallbacks = { models: ['ollama/llama3.2'], strict: false };

  cache: AnswerCacheState = { enabled: false, set_by: 'default', answers: 2, bytes: 9_400, max_bytes: 64_000_000 };

  answer(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const [, , , , name = ''] = route.split('/');
    const known = this.providers.find((it) => it.name === name);
    switch (route.replace(/providers\/[\w-]+/, 'providers/{name}')) {
      case 'GET /v1/answers':
        return [200, this.cache];
      case 'PUT /v1/answers':
        this.cache = { ...this.cache, ...body, set_by: 'setting' };
        return [200, this.cache];
      case 'DELETE /v1/answers':
        this.cache = { ...this.cache, answers: 0, bytes: 0 };
        return [204, null];
      case 'GET /v1/models':
        return this.#models(query.get('kind'));
      case 'GET /v1/models/reliability':
        return [200, { models: this.reliability, count: this.reliability.length }];
      case 'POST /v1/models/discover':
        return [200, { models: this.models, count: this.models.length, sources: [] }];
      case 'PUT /v1/models/roles':
        Object.assign(this.roles, body['roles']);
        return this.#roles();
      case 'GET /v1/models/roles':
        return this.#roles();
      case 'PUT /v1/models/rules': {
        const rules = body['rules'] as RoutingRule[];
        const wrong = rules.find((it) => it.when.endsWith('&&'));
        if (wrong)
          return [
            400,
            { code: 'invalid', detail: `The condition of the rule '${wrong.id}' ends too early: ${wrong.when}` },
          ];
        this.rules = rules;
        return [200, { rules, count: rules.length }];
      }
      case 'GET /v1/models/rules':
        return [200, { rules: this.rules, count: this.rules.length }];
      case 'PUT /v1/models/fallbacks':
        return [200, Object.assign(this.fallbacks, body)];
      case 'GET /v1/models/fallbacks':
        return [200, this.fallbacks];
      case 'GET /v1/models/providers':
        return [200, { providers: this.providers, count: this.providers.length }];
      case 'GET /v1/models/presets':
        return [200, { presets: things.presets, count: things.presets.length }];
      case 'POST /v1/models/providers':
        return this.#add(body);
      case 'PUT /v1/models/providers/{name}':
        return known ? [200, this.#changed(known, body)] : missing(name);
      case 'DELETE /v1/models/providers/{name}':
        if (known?.source !== 'stored') return missing(name);
        this.providers = this.providers.filter((it) => it !== known);
        return [204, null];
      case 'POST /v1/models/providers/{name}/test':
        return known ? [200, trialOf(known, body['first_token'] === true)] : missing(name);
      default:
        return null;
    }
  }

  /** What makes vectors or pictures is listed by itself. */
  #models(kind: string | null): Answer {
    const models = this.models.filter(({ role, supports }) =>
      kind === 'image' ? role === 'image' : kind === 'embedding' ? supports.embedding : role !== 'image',
    );
    return [200, { models, count: models.length }];
  }

  #roles(): Answer {
    const roles = ROLES.map((role) => {
      const model = this.roles[role];
      return model ? { role, model } : { role };
    });
    return [200, { roles, count: roles.length }];
  }

  #add(draft: NewProvider): Answer {
    const preset = things.presets.find((it) => it.id === draft.preset);
    const name = draft.id ?? preset?.id ?? (draft.name ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
    if (this.providers.some((it) => it.name === name))
      return [409, { code: 'conflict', detail: `There is a provider '${name}' already.` }];
    const provider: Provider = {
      name,
      title: preset?.name ?? name,
      available: true,
      reason: '1 model.',
      base_url: preset?.base_url ?? '',
      is_local: false,
      models: 1,
      circuit: { state: 'closed' },
      source: 'stored',
      protocol: 'openai',
      ...(preset ? { preset: preset.id } : {}),
      enabled: true,
      api_key: '',
      default_model: '',
      limits: {},
    };
    this.providers.splice(-1, 0, provider);
    return [201, this.#changed(provider, draft)];
  }

  #changed(provider: Provider, { api_key, name, ...change }: ProviderChange): Provider {
    if (api_key) this.keys.set(provider.name, api_key);
    if (api_key === null) this.keys.delete(provider.name);
    const key = this.keys.get(provider.name);
    const hint = key ? `****${key.slice(-4)}` : api_key === null ? '' : (provider.api_key ?? '');
    return Object.assign(provider, change, name ? { title: name } : {}, { api_key: hint });
  }
}

function trialOf(provider: Provider, asks: boolean): ProviderTrial {
  const passed = (step: 'address' | 'name' | 'connect' | 'key' | 'model' | 'first_token', message: string) => ({
    step,
    ok: true,
    message,
  });
  const steps: ProviderTrial['steps'] = [
    passed('address', `${provider.base_url} is an address that can be called.`),
    passed('name', 'The host has an address.'),
  ];
  if (!provider.available) {
    steps.push({ step: 'key', ok: false, message: provider.reason });
    return { provider: provider.name, ok: false, url: provider.base_url, model: '', message: provider.reason, steps };
  }
  steps.push(passed('connect', `${provider.base_url} answers.`), passed('key', 'It takes the key.'));
  steps.push(passed('model', "It has 'new-model'."));
  if (asks) steps.push(passed('first_token', 'It began to answer after 412 ms.'));
  const message = steps.at(-1)?.message ?? '';
  return {
    provider: provider.name,
    ok: true,
    url: provider.base_url,
    model: `${provider.name}/new-model`,
    message,
    steps,
  };
}

function missing(name: string): Answer {
  return [404, { code: 'not_found', detail: `There is no stored provider '${name}'.` }];
}
