import type { ModelFile, ModelFileSettings } from '../../../kernel/localModels';

/** How a model file is to be run while a person edits it; numbers are as they are typed, empty lets Aule choose. */
export interface FileDraft {
  name: string;
  /** Empty for one in the folder of models. */
  path: string;
  threads: string;
  context: string;
  gpuLayers: string;
  idleMinutes: string;
}

const NONE: FileDraft = { name: '', path: '', threads: '', context: '', gpuLayers: '', idleMinutes: '' };

export function draftOfFile(file: ModelFile | undefined): FileDraft {
  if (!file) return NONE;
  const { settings } = file;
  return {
    name: file.name,
    path: settings.file ?? '',
    threads: textOf(settings.threads),
    context: textOf(settings.context),
    gpuLayers: textOf(settings.gpu_layers),
    idleMinutes: settings.idle_seconds === undefined ? '' : String(settings.idle_seconds / 60),
  };
}

/** The name that a file has in the list unless it is given another: its own, without the ending. */
export function nameOfPath(path: string): string {
  const name = path.trim().split(/[/\\]/).at(-1) ?? '';
  return name.replace(/(-\d{5}-of-\d{5})?\.gguf$/i, '').replace(/^\.+/, '');
}

export function settingsOf(draft: FileDraft): ModelFileSettings {
  const settings: ModelFileSettings = {};
  if (draft.path.trim()) settings.file = draft.path.trim();
  put(settings, 'threads', draft.threads, 1);
  put(settings, 'context', draft.context, 1);
  put(settings, 'gpu_layers', draft.gpuLayers, 1);
  put(settings, 'idle_seconds', draft.idleMinutes, 60);
  return settings;
}

function put(settings: ModelFileSettings, key: Exclude<keyof ModelFileSettings, 'file'>, typed: string, unit: number) {
  const value = Number(typed);
  if (typed.trim() !== '' && Number.isFinite(value)) settings[key] = Math.round(value * unit);
}

/** Whether a person has said anything about how it is run. */
export function isUsual(settings: ModelFileSettings): boolean {
  return Object.values(settings).every((it) => it === undefined || it === null);
}

const textOf = (value: number | undefined) => (value === undefined ? '' : String(value));
