export type NetworkPreset = 'offline' | 'packages' | 'web' | 'custom';

/** How far the commands of a project get. */
export interface Network {
  preset: NetworkPreset | 'inherit';
  /** Of `custom` only; `packages` among them stands for the usual registries. */
  hosts: string[];
  /** Why it is not so on this machine, and what to do; absent if it is. */
  problem?: string | null;
}

export type Verdict = 'allowed' | 'denied' | 'failed';

/** One request that left, or that did not get out. */
export interface EgressRequest {
  id: string;
  at: string;
  /** `sandbox` for a command's, else what the kernel wanted, such as `model`. */
  purpose: string;
  method: string;
  host: string;
  port: number;
  verdict: Verdict;
  reason: string;
  bytes_up: number;
  bytes_down: number;
  duration_ms: number;
  project_id?: string | null;
  run_id?: string | null;
}

/** What went to one host. */
export interface HostTotal {
  host: string;
  requests: number;
  denied: number;
  bytes_up: number;
  bytes_down: number;
  last_at: string;
}

export interface EgressFilter {
  project?: string;
  run?: string;
  host?: string;
  verdict?: Verdict;
  limit?: number;
  cursor?: string;
}

/** Requests ended, or the network was set otherwise. */
export interface NetworkChanged {
  type: 'egress.requested' | 'egress.quota_set' | 'network.set';
}

/** The network of a project that reaches one host more; null where that cannot be said by a host. */
export function withHost(network: Network, host: string, port: number): Network | null {
  if (network.preset === 'web' || network.preset === 'inherit') return null;
  const rule = port === 80 || port === 443 ? host : `${host}:${port}`;
  const before = network.preset === 'packages' ? ['packages'] : network.hosts;
  return { preset: 'custom', hosts: before.includes(rule) ? before : [...before, rule] };
}

/** The hosts that somebody typed, with spaces, commas or lines between them. */
export function hostsOf(text: string): string[] {
  return text.split(/[\s;]+|,(?!\d+(?:,|\s|$))/).filter((it) => it !== '');
}
