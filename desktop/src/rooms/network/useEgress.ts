import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { EgressFilter, Network } from '../../kernel/network';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';

const PAGE = 100;

/** The log, newest first, page by page; told anew whenever a request ends. */
export function useRequests(filter: EgressFilter) {
  const { api } = useKernel();
  return useInfiniteQuery({
    queryKey: ['egress', 'requests', filter],
    queryFn: ({ pageParam }) => api.egress({ ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** The same added up by host. */
export function useHosts(filter: EgressFilter) {
  const { api } = useKernel();
  return useInfiniteQuery({
    queryKey: ['egress', 'hosts', filter],
    queryFn: ({ pageParam }) =>
      api.egressHosts({ ...filter, limit: PAGE, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
}

/** How far a project's commands get. */
export function useNetwork(project: string | undefined) {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['network', project],
    queryFn: () => api.network(project ?? ''),
    enabled: project !== undefined,
  });
}

export function useSetNetwork() {
  const { api } = useKernel();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ project, network }: { project: string; network: Network }) => api.setNetwork(project, network),
    onSuccess: (network, { project }) => {
      queries.setQueryData(['network', project], network);
      toast({ text: 'network.saved' });
    },
    onError: (error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
}
