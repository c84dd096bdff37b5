import { useMutation, useQuery } from '@tanstack/react-query';
import type { Provider } from '../../../kernel/models';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { newOf, saveOf, type ProviderDraft } from './providerDraft';

const LOOKED_AT_MS = 20_000;

export function useProviders() {
  const { api } = useKernel();
  return useQuery({
    queryKey: ['providers'],
    queryFn: async () => (await api.providers()).providers,
    refetchInterval: LOOKED_AT_MS,
  });
}

export function usePresets() {
  const { api } = useKernel();
  return useQuery({ queryKey: ['presets'], queryFn: async () => (await api.presets()).presets, staleTime: Infinity });
}

/** What a person can do with providers; whatever it was, the lists are read anew. */
export function useProviderWork() {
  const { api, queries } = useKernel();
  const refresh = async () => {
    const names = [['providers'], ['models'], ['settings'], ['status']];
    await Promise.all(names.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const failed = (error: Error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' });
  const save = useMutation({
    mutationFn: async ({ draft, provider }: { draft: ProviderDraft; provider: Provider | undefined }) => {
      if (!provider) return api.addProvider(newOf(draft));
      const { change, settings } = saveOf(draft, provider);
      if (settings) await api.saveSettings(settings);
      return api.changeProvider(provider.name, change);
    },
    onSuccess: async () => {
      toast({ text: 'done.saved' });
      await refresh();
    },
  });
  const toggle = useMutation({
    mutationFn: (it: Provider) => api.changeProvider(it.name, { enabled: it.enabled === false }),
    onSuccess: refresh,
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: (name: string) => api.removeProvider(name),
    onSuccess: async () => {
      toast({ text: 'done.deleted' });
      await refresh();
    },
    onError: failed,
  });
  const discover = useMutation({ mutationFn: api.discover, onSuccess: refresh });
  return { save, toggle, remove, discover };
}
