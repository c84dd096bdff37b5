import { useMutation, useQuery } from '@tanstack/react-query';
import type { WebChange } from '../../../kernel/web';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';

const LOOKED_AT_MS = 20_000;

/** How agents use the web, and the way to change it. */
export function useWeb() {
  const { api, queries } = useKernel();
  const web = useQuery({ queryKey: ['web'], queryFn: api.web, refetchInterval: LOOKED_AT_MS });
  const save = useMutation({
    mutationFn: (change: WebChange) => api.saveWeb(change),
    onSuccess: (now) => {
      queries.setQueryData(['web'], now);
      toast({ text: 'done.saved' });
    },
    onError: (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
  return { web, save };
}
