/** Language models and where they come from, as they stand on the wire. */

export interface Model {
  /** `provider/model`, the name by which it is chosen. */
  id: string;
  name: string;
  provider: string;
  role: ModelRole;
  size: string;
  base_url: string;
  is_local: boolean;
  available: boolean;
  default: boolean;
  context_tokens?: number | null;
  max_output_tokens?: number | null;
  supports: { tools: boolean; vision: boolean; json: boolean; reasoning: boolean; embedding: boolean };
  /** Absent if unknown, which is not free. */
  price?: ModelPrice | null;
  family?: ModelFamily | null;
  tags: string[];
}

/** How well a model handles tools, counted over all its calls. */
export interface Reliability {
  model: string;
  calls: number;
  valid: number;
  repaired: number;
  refused: number;
  unknown: number;
  succeeded: number;
  failed: number;
  /** Answers that were neither a call nor an answer. */
  unclear: number;
  /** The share of calls that could be carried out, from 0 to 1; absent without any. */
  rate?: number | null;
}

export type ModelRole = 'general' | 'code' | 'creative' | 'fast' | 'vision' | 'embedding' | 'image';
export type ModelFamily = 'flash' | 'standard' | 'frontier';

/** US dollars a million tokens, as decimal text. */
export interface ModelPrice {
  input: string;
  output: string;
  cached?: string | null;
  cache_write?: string | null;
}

export type Protocol = 'openai' | 'ollama' | 'anthropic' | 'gemini' | 'azure';

export interface ProviderLimits {
  requests_per_minute?: number;
  tokens_per_minute?: number;
  in_flight?: number;
}

export interface Provider {
  name: string;
  title?: string | null;
  available: boolean;
  /** Why it can be used or cannot, and what to do then. */
  reason: string;
  base_url: string;
  is_local: boolean;
  models: number;
  circuit: { state: 'closed' | 'open' | 'probing'; probe_at?: string | null };
  source: 'builtin' | 'settings' | 'environment' | 'stored' | 'found';
  protocol?: Protocol | null;
  preset?: string | null;
  enabled?: boolean | null;
  /** A hint of the key; empty if there is none. */
  api_key?: string | null;
  key_variable?: string | null;
  default_model?: string | null;
  limits?: ProviderLimits | null;
}

export interface ProviderChange {
  name?: string;
  protocol?: Protocol;
  base_url?: string;
  /** Null removes the key, empty text keeps it. */
  api_key?: string | null;
  is_local?: boolean;
  enabled?: boolean;
  default_model?: string;
  limits?: ProviderLimits;
}

export interface NewProvider extends ProviderChange {
  id?: string;
  preset?: string;
}

/** A provider that is known beforehand. */
export interface Preset {
  id: string;
  name: string;
  protocol: Protocol;
  base_url: string;
  key_variable: string;
  needs_key: boolean;
  is_local: boolean;
  usual_model: string;
}

export type TrialStep = 'address' | 'name' | 'connect' | 'key' | 'model' | 'first_token';

/** What came of trying a provider; the first step that fails is the last. */
export interface ProviderTrial {
  provider: string;
  ok: boolean;
  url: string;
  model: string;
  message: string;
  first_token_ms?: number | null;
  steps: { step: TrialStep; ok: boolean; message: string }[];
}

export type ModelMode = 'auto' | 'local' | 'remote' | 'off';

/** What the settings hold of models: the mode, and where the two providers are that are always there. */
export interface ProviderSettings {
  mode: ModelMode;
  local_url: string;
  remote_url: string;
  /** A hint of the stored key; empty if there is none. */
  api_key: string;
  /** Empty lets the kernel choose. */
  default_model: string;
}

export const ROLES = [
  'general',
  'code',
  'creative',
  'fast',
  'vision',
  'embedding',
  'image',
] as const satisfies readonly ModelRole[];

/** What models are needed for; without a model of its own it has the default one. */
export interface Role {
  role: ModelRole;
  model?: string | null;
}

/** Sends the goals for which a condition in CEL holds to one of a model, a role's model, or the cheapest of a kind. */
export interface RoutingRule {
  id: string;
  when: string;
  model?: string;
  role?: ModelRole;
  cheapest?: string;
}

/** Which models are asked when one cannot be used, in this order; none if it is strict. */
export interface Fallbacks {
  models: string[];
  strict: boolean;
}

/** Whether identical requests are answered as before, and what is kept for that. */
export interface AnswerCacheState {
  enabled: boolean;
  set_by: 'environment' | 'setting' | 'default';
  answers: number;
  bytes: number;
  max_bytes: number;
}
