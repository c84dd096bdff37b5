import { useMutation } from '@tanstack/react-query';
import type { SettingsChange } from '../kernel/api';
import { usePreferences, type Preferences } from '../kit/preferences';
import { useKernel } from './kernelDoor';

/** Changes theme or language here at once and for every other desktop of this home. */
export function useAppearanceChoice(): (choice: Partial<Pick<Preferences, 'theme' | 'language'>>) => void {
  const { api, queries } = useKernel();
  const save = useMutation({
    mutationFn: (change: SettingsChange) => api.saveSettings(change),
    onSuccess: (settings) => queries.setQueryData(['settings'], settings),
  });
  return (choice) => {
    usePreferences.setState(choice);
    save.mutate(choice);
  };
}
