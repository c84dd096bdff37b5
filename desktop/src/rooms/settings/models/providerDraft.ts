import type { SettingsChange } from '../../../kernel/api';
import type { NewProvider, Preset, Protocol, Provider, ProviderChange, ProviderLimits } from '../../../kernel/models';

/** A provider while a person edits it. The key is only ever written, never shown; numbers are as they are typed. */
export interface ProviderDraft {
  /** Empty for a server of one's own. */
  preset: string;
  /** Empty lets the kernel take the preset's, or the name in small letters. */
  id: string;
  name: string;
  protocol: Protocol;
  baseUrl: string;
  isLocal: boolean;
  newKey: string;
  removeKey: boolean;
  defaultModel: string;
  requests: string;
  tokens: string;
  inFlight: string;
}

const OWN: ProviderDraft = {
  preset: '',
  id: '',
  name: '',
  protocol: 'openai',
  baseUrl: '',
  isLocal: true,
  newKey: '',
  removeKey: false,
  defaultModel: '',
  requests: '',
  tokens: '',
  inFlight: '',
};

export function draftFrom(preset: Preset | undefined): ProviderDraft {
  if (!preset) return OWN;
  const { id, name, protocol, base_url, is_local } = preset;
  return { ...OWN, preset: id, name, protocol, baseUrl: base_url, isLocal: is_local };
}

export function draftOf(provider: Provider): ProviderDraft {
  return {
    ...OWN,
    preset: provider.preset ?? '',
    id: provider.name,
    name: provider.title ?? provider.name,
    protocol: provider.protocol ?? 'openai',
    baseUrl: provider.base_url,
    isLocal: provider.is_local,
    defaultModel: provider.default_model ?? '',
    requests: numberText(provider.limits?.requests_per_minute),
    tokens: numberText(provider.limits?.tokens_per_minute),
    inFlight: numberText(provider.limits?.in_flight),
  };
}

/** A provider needs a name and an address. */
export function canSave(draft: ProviderDraft): boolean {
  return draft.name.trim() !== '' && /^https?:\/\/\S+/.test(draft.baseUrl.trim());
}

/** What to send for a provider that is not there yet; what a preset knows is left to it. */
export function newOf(draft: ProviderDraft): NewProvider {
  const limits = limitsOf(draft);
  return {
    ...(draft.preset ? { preset: draft.preset } : { protocol: draft.protocol }),
    ...(draft.id.trim() ? { id: draft.id.trim() } : {}),
    name: draft.name.trim(),
    base_url: draft.baseUrl.trim(),
    is_local: draft.isLocal,
    ...(draft.newKey.trim() ? { api_key: draft.newKey.trim() } : {}),
    ...(draft.defaultModel.trim() ? { default_model: draft.defaultModel.trim() } : {}),
    ...(Object.keys(limits).length > 0 ? { limits } : {}),
  };
}

/** What to send for one that is there. Address and key of the two that are always there belong to the settings. */
export interface ProviderSave {
  change: ProviderChange;
  settings: SettingsChange | null;
}

export function saveOf(draft: ProviderDraft, provider: Provider): ProviderSave {
  const common: ProviderChange = {
    name: draft.name.trim(),
    default_model: draft.defaultModel.trim(),
    limits: limitsOf(draft),
  };
  const api_key = draft.removeKey ? null : draft.newKey.trim();
  const base_url = draft.baseUrl.trim();
  if (provider.source !== 'settings') {
    return { change: { ...common, base_url, is_local: draft.isLocal, api_key }, settings: null };
  }
  const llm = provider.name === 'ollama' ? { local_url: base_url } : { remote_url: base_url, api_key };
  const touched = base_url !== provider.base_url || api_key !== '';
  return { change: common, settings: touched ? { providers: { llm } } : null };
}

function limitsOf(draft: ProviderDraft): ProviderLimits {
  const limits: ProviderLimits = {};
  const requests = wholeOf(draft.requests);
  const tokens = wholeOf(draft.tokens);
  const inFlight = wholeOf(draft.inFlight);
  if (requests) limits.requests_per_minute = requests;
  if (tokens) limits.tokens_per_minute = tokens;
  if (inFlight) limits.in_flight = inFlight;
  return limits;
}

const wholeOf = (text: string) => Number.parseInt(text, 10) || 0;
const numberText = (value: number | null | undefined) => (value == null ? '' : String(value));
