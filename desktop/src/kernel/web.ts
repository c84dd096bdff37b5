/** The search engines that the kernel knows. */
export type EngineName = 'searxng' | 'brave' | 'duckduckgo';

export interface Engine {
  name: EngineName;
  title: string;
  /** Whether agents' searches go to it at all. */
  asked: boolean;
  ready: boolean;
  /** What a person has to do first; empty if nothing. */
  problem: string;
  circuit: { state: 'closed' | 'open' | 'probing'; probe_at?: string | null };
}

/** How agents search and read the web. */
export interface WebSettings {
  engines: Engine[];
  searxng_url: string;
  brave_key: string;
  robots_ignored: string[];
  own_addresses: string[];
  max_bytes: number;
  timeout_seconds: number;
}

export type WebChange = Partial<Omit<WebSettings, 'engines' | 'brave_key'>> & {
  /** Those to ask, in this order. */
  engines?: EngineName[];
  brave_key?: string | null;
};

export interface WebTest {
  engine: EngineName;
  status: 'ok' | 'error';
  message: string;
  results: number;
  duration_ms: number;
}
