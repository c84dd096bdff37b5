import { useMutation } from '@tanstack/react-query';
import { useKernel } from './kernelDoor';
import { silentLive, useLive } from './live';
import { signedOut } from './session';

/** Signs out and forgets what this page knew. */
export function useLeave(): () => void {
  const { api, queries } = useKernel();
  const leave = useMutation({
    mutationFn: api.logout,
    onSuccess: () => {
      signedOut();
      useLive.setState(silentLive);
      queries.clear();
    },
  });
  return () => leave.mutate();
}
