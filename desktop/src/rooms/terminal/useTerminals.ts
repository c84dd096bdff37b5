import { useMutation, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Terminal } from '../../kernel/terminals';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { useCurrentProject } from '../../shell/queries';
import { inOrder, neighbour } from './tabs';

export function useTerminals() {
  const { api } = useKernel();
  const query = useQuery({ queryKey: ['terminals'], queryFn: async () => (await api.terminals()).terminals });
  const terminals = useMemo(() => inOrder(query.data ?? []), [query.data]);
  return { ...query, terminals };
}

interface Change {
  id: string;
  title?: string;
  shared?: boolean;
}

/** What a person does with terminals; what is shown follows. */
export function useTerminalWork(terminals: readonly Terminal[], active: string) {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  const project = useCurrentProject();
  const put = (change: (all: Terminal[]) => Terminal[]) =>
    queries.setQueryData<Terminal[]>(['terminals'], (all = []) => change(all));
  const onError = (error: Error) => toast({ text: 'terminal.failed', values: { why: error.message }, tone: 'bad' });
  const open = useMutation({
    mutationFn: (wanted: string | undefined) => {
      const id = wanted ?? project?.id;
      return api.openTerminal(id ? { project_id: id } : {});
    },
    onSuccess: (made) => {
      put((all) => [...all.filter((it) => it.id !== made.id), made]);
      navigate(`/terminal/${made.id}`);
    },
    onError,
  });
  const change = useMutation({
    mutationFn: ({ id, ...rest }: Change) => api.changeTerminal(id, rest),
    onSuccess: (changed) => put((all) => all.map((it) => (it.id === changed.id ? changed : it))),
    onError,
  });
  const close = useMutation({
    mutationFn: (terminal: Terminal) => api.closeTerminal(terminal.id),
    onSuccess: (_, closed) => {
      const next = neighbour(terminals, closed.id);
      put((all) => all.filter((it) => it.id !== closed.id));
      if (closed.id === active) navigate(next ? `/terminal/${next.id}` : '/terminal');
    },
    onError,
  });
  return { open, change, close };
}

export type TerminalWork = ReturnType<typeof useTerminalWork>;
