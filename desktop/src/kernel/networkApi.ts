import type { Http } from './http';
import type { EgressFilter, EgressRequest, HostTotal, Network } from './network';

interface Page {
  count: number;
  next_cursor?: string | null;
}

const of = (project: string) => `/v1/projects/${encodeURIComponent(project)}/network`;

/** How far commands get, and what left. */
export function networkOf({ get, send }: Http) {
  return {
    network: (project: string) => get<Network>(of(project)),
    setNetwork: (project: string, { preset, hosts }: Network) =>
      send<Network>('PUT', of(project), preset === 'custom' ? { preset, hosts } : { preset }),
    egress: (filter: EgressFilter) => get<Page & { requests: EgressRequest[] }>('/v1/egress', { ...filter }),
    egressHosts: (filter: EgressFilter) => get<Page & { hosts: HostTotal[] }>('/v1/egress/hosts', { ...filter }),
  };
}
