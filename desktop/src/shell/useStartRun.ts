import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { NewRun } from '../kernel/api';
import { toast } from '../kit/toasts';
import { useKernel } from './kernelDoor';

/** Starts a run and says where it can be watched. */
export function useStartRun(open: 'watch' | 'stay' = 'watch') {
  const { api, queries } = useKernel();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (run: NewRun) => api.startRun(run),
    onSuccess: (run) => {
      queries.setQueryData(['run', run.id], run);
      void queries.invalidateQueries({ queryKey: ['runs'] });
      const watch = () => navigate(`/runs/${run.id}`);
      if (open === 'watch') return watch();
      toast({ text: 'done.started', action: { label: 'do.watch', run: watch } });
    },
  });
}
