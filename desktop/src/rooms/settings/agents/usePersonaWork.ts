import { useMutation } from '@tanstack/react-query';
import type { PersonaDraft } from '../../../kernel/api';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

export function usePersonaWork() {
  const { api, queries } = useKernel();
  const refresh = () => queries.invalidateQueries({ queryKey: ['personas'] });
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const save = useMutation({
    mutationFn: ({ id, draft }: { id: string | null; draft: PersonaDraft }) =>
      id ? api.changePersona(id, draft) : api.createPersona(draft),
    onSuccess: async () => {
      toast({ text: 'done.saved' });
      await refresh();
    },
  });
  const duplicate = useMutation({
    mutationFn: (draft: PersonaDraft) => api.createPersona(draft),
    onSuccess: refresh,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.deletePersona(id),
    onSuccess: async () => {
      toast({ text: 'done.deleted' });
      await refresh();
    },
    onError: failed,
  });
  const reset = useMutation({
    mutationFn: (id: string) => api.resetPersona(id),
    onSuccess: async () => {
      toast({ text: 'done.reset' });
      await refresh();
    },
    onError: failed,
  });
  return { save, duplicate, remove, reset };
}
