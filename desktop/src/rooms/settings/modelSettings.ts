import type { SettingsChange } from '../../kernel/api';
import type { ProviderSettings } from '../../kernel/objects';

/** A provider's settings while a person edits them. The key is only ever written, never shown. */
export interface ProviderDraft {
  mode: ProviderSettings['mode'];
  localUrl: string;
  remoteUrl: string;
  defaultModel: string;
  newKey: string;
  removeKey: boolean;
}

export function draftOf(settings: ProviderSettings): ProviderDraft {
  return {
    mode: settings.mode,
    localUrl: settings.local_url,
    remoteUrl: settings.remote_url,
    defaultModel: settings.default_model,
    newKey: '',
    removeKey: false,
  };
}

/** What to send: an empty key keeps the one that is stored, null removes it. */
export function changeOf(draft: ProviderDraft): SettingsChange {
  return {
    providers: {
      llm: {
        mode: draft.mode,
        local_url: draft.localUrl.trim(),
        remote_url: draft.remoteUrl.trim(),
        default_model: draft.defaultModel,
        api_key: draft.removeKey ? null : draft.newKey.trim(),
      },
    },
  };
}

export function hasChanged(draft: ProviderDraft, settings: ProviderSettings): boolean {
  return JSON.stringify(draft) !== JSON.stringify(draftOf(settings));
}
