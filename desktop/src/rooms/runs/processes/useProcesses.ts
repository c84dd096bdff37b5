import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followLog, lastOf, type Process, type ProcessFilter } from '../../../kernel/processes';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

const LOOK_MS = 3_000;
const SHOWN = 64 * 1024;

/** Processes, the newest first. Ports open without an event, so what runs is asked about again and again. */
export function useProcesses(filter: ProcessFilter) {
  const { api } = useKernel();
  const query = useInfiniteQuery({
    queryKey: ['processes', filter],
    queryFn: ({ pageParam }) => api.processes({ ...filter, ...(pageParam ? { cursor: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.processes.some((it) => it.state === 'running')) ? LOOK_MS : false,
  });
  return { query, processes: query.data?.pages.flatMap((it) => it.processes) ?? [] };
}

/** What a person can do with a process. */
export function useProcessActions(process: Process) {
  const { api, queries } = useKernel();
  const onError = (error: Error) => toast({ text: 'processes.refused', values: { why: error.message }, tone: 'bad' });
  const onSettled = () => void queries.invalidateQueries({ queryKey: ['processes'] });
  const stop = useMutation({ mutationFn: () => api.stopProcess(process.id), onError, onSettled });
  const keep = useMutation({ mutationFn: () => api.keepProcess(process.id), onError, onSettled });
  const interrupt = useMutation({ mutationFn: () => api.interruptProcess(process.id), onError });
  const open = useMutation({
    mutationFn: async (port: number) => {
      // The window is opened by the click itself, before the answer is there; otherwise browsers block it.
      const page = window.open('about:blank', '_blank');
      try {
        const { url } = await api.openPort(process.id, port);
        if (page) page.location.href = url;
      } catch (error) {
        page?.close();
        throw error;
      }
    },
    onError,
  });
  return { stop, keep, interrupt, open };
}

/** The end of what a process has said, while it goes on. */
export function useLog(id: string) {
  const { http } = useKernel();
  const [text, setText] = useState('');
  useEffect(() => followLog(http, id, (said) => setText((before) => lastOf(before + said, SHOWN))), [http, id]);
  return text;
}
