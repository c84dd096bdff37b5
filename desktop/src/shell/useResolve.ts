import { useMutation } from '@tanstack/react-query';
import { Problem } from '../kernel/problem';
import type { Resolution } from '../kernel/objects';
import { toast } from '../kit/toasts';
import { useKernel } from './kernelDoor';
import { readConfirmations } from './live';

/** Answers a confirmation. When somebody else was faster, their answer is shown. */
export function useResolve(id: string) {
  const { api } = useKernel();
  return useMutation({
    mutationFn: (resolution: Resolution) => api.resolve(id, resolution),
    onSuccess: (resolved) => {
      readConfirmations([resolved]);
      toast({ text: `approval.${resolved.status === 'pending' ? 'approved' : resolved.status}` });
    },
    onError: async (error) => {
      if (!(error instanceof Problem && error.code === 'conflict')) return;
      readConfirmations([await api.confirmation(id)]);
      toast({ text: 'approval.faster', tone: 'bad' });
    },
  });
}
