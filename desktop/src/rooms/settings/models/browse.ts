import type { Model } from '../../../kernel/models';

/** What the model browser shows. */
export interface Wanted {
  words: string;
  /** Empty for all. */
  provider: string;
  local: boolean;
  tools: boolean;
  vision: boolean;
  /** Only those that can be asked now. */
  ready: boolean;
}

export const everything: Wanted = { words: '', provider: '', local: false, tools: false, vision: false, ready: false };

/** The models that fit; every word must occur in the id, the family or a tag. */
export function fitting(models: readonly Model[], wanted: Wanted): Model[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((it) => {
    const text = [it.id, it.family ?? '', ...it.tags].join(' ').toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (!wanted.provider || it.provider === wanted.provider) &&
      (!wanted.local || it.is_local) &&
      (!wanted.tools || it.supports.tools) &&
      (!wanted.vision || it.supports.vision) &&
      (!wanted.ready || it.available)
    );
  });
}

/** The local models that are known to be worth downloading and are not there yet. */
export function recommended(models: readonly Model[]): Model[] {
  return models.filter((it) => it.is_local && !it.available && it.provider === 'ollama');
}

/** The providers that have a model, in their order. */
export function providersOf(models: readonly Model[]): string[] {
  return [...new Set(models.map((it) => it.provider))];
}
