import type { ModelFile, ModelFileSettings, RunningModel } from '../src/kernel/localModels';
import type { Pull } from '../src/kernel/pulls';
import { list, missing, type Answer } from './fakeHttp';
import type { FakeJournal } from './fakeJournal';

const FOLDER = '/home/ana/.aule/models';

export function modelFile(name: string, more: Partial<ModelFile> = {}): ModelFile {
  return {
    name,
    id: `gguf/${name}`,
    file: `${FOLDER}/${name}.gguf`,
    available: true,
    size: '1.7B',
    context_tokens: 16_384,
    running: false,
    settings: {},
    ...more,
  };
}

/** The models that the kernel's machine keeps: downloads that a test moves on, what is in memory, and files. */
export class FakeLocal {
  pulls: Pull[] = [];
  running: RunningModel[];
  files: ModelFile[];

  constructor(
    readonly journal: FakeJournal,
    empty: boolean,
  ) {
    const until = new Date(Date.now() + 290_000).toISOString();
    this.running = empty ? [] : [{ id: 'ollama/qwen3:8b', bytes: 6_100_000_000, graphics_bytes: 5_200_000_000, until }];
    const fault = `The model file ${FOLDER}/half.gguf ends too early. Fetch it again, correct its settings, or remove it.`;
    this.files = empty
      ? []
      : [
          modelFile('half', { available: false, fault, size: '', context_tokens: null }),
          modelFile('qwen3-1.7b', { settings: { threads: 4, idle_seconds: 90 } }),
          modelFile('gemma', {
            file: '/data/gemma-3-4b.gguf',
            size: '3.9B',
            settings: { file: '/data/gemma-3-4b.gguf' },
          }),
        ];
  }

  answer(route: string, query: URLSearchParams, body: Record<string, unknown>): Answer | null {
    const [, name = ''] = /\/v1\/models\/files\/(.+)$/.exec(route) ?? [];
    switch (name ? route.replace(name, '{name}') : route) {
      case 'GET /v1/models/pulls':
        return list('pulls', this.pulls);
      case 'POST /v1/models/pulls':
        return [202, this.#begin(String(body['model']))];
      case 'DELETE /v1/models/pulls':
        this.end(query.get('model') ?? '', 'The download was stopped; begin it again, and it goes on from there.');
        return [204, null];
      case 'GET /v1/models/running':
        return list('models', this.running);
      case 'POST /v1/models/unload':
        this.running = this.running.filter((it) => it.id !== body['model']);
        return [204, null];
      case 'GET /v1/models/files':
        return [200, { folder: FOLDER, files: this.files, count: this.files.length }];
      case 'PUT /v1/models/files/{name}':
        return this.#set(decodeURIComponent(name), body);
      case 'DELETE /v1/models/files/{name}':
        this.files = this.files.flatMap((it) => (it.name !== name ? [it] : it.settings.file ? [] : [modelFile(name)]));
        return [204, null];
      default:
        return null;
    }
  }

  /** More of a download has come. */
  move(model: string, completed_bytes: number, total_bytes: number): void {
    const pull = this.#named(model);
    Object.assign(pull, { status: 'pulling', completed_bytes, total_bytes });
    const text = JSON.stringify(pull);
    this.journal.tell({ type: 'model.pulling', stream: 'system', source: model, offset: 0, text });
  }

  /** @param message why it failed; absent if the model is there */
  end(model: string, message?: string): void {
    const pull = this.#named(model);
    Object.assign(pull, message === undefined ? { state: 'done' } : { state: 'failed', message });
    const bytes = pull.completed_bytes;
    this.journal.append('system', { type: 'model.pulled', model, ok: !message, bytes, message: message ?? '' });
  }

  #begin(wanted: string): Pull {
    const model = wanted.includes('/') ? wanted : `ollama/${wanted}`;
    const pull: Pull = {
      model,
      state: 'running',
      status: 'beginning',
      completed_bytes: 0,
      total_bytes: 0,
      started_at: new Date().toISOString(),
    };
    this.pulls = [pull, ...this.pulls.filter((it) => it.model !== model)];
    return pull;
  }

  #named(model: string): Pull {
    return this.pulls.find((it) => it.model === model) ?? this.#begin(model);
  }

  #set(name: string, settings: ModelFileSettings): Answer {
    if (settings.file?.includes('missing'))
      return [400, { code: 'invalid', detail: `The file ${settings.file} is not there; choose a GGUF file.` }];
    const known = this.files.find((it) => it.name === name);
    if (!known && !settings.file) return missing(name);
    const file = known ?? modelFile(name);
    Object.assign(file, { settings, ...(settings.file ? { file: settings.file } : {}) });
    if (!known) this.files.push(file);
    return [200, file];
  }
}
