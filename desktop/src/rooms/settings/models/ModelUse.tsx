import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import type { Model, ModelMode, ProviderSettings } from '../../../kernel/models';
import { useText } from '../../../kit/i18n/useText';
import { Segments } from '../../../kit/Segments';
import { toast } from '../../../kit/toasts';
import { useKernel } from '../../../shell/kernelDoor';
import { SettingRow } from '../SettingRow';

const MODES: readonly ModelMode[] = ['auto', 'local', 'remote', 'off'];

/** Which models are asked at all, and which when nobody names one; what is chosen holds at once. */
export function ModelUse({ settings, models }: { settings: ProviderSettings; models: readonly Model[] }) {
  const { t } = useText();
  const id = useId();
  const save = useSaveUse();
  const { mode, default_model: chosen } = settings;
  const usable = models.filter((it) => it.available && !it.supports.embedding);
  return (
    <>
      <SettingRow name={t('settings.mode')} effect={t(`settings.modeWhy.${mode}`)}>
        <Segments
          label={t('settings.mode')}
          value={mode}
          options={MODES.map((value) => ({ value, label: t(`settings.mode.${value}`) }))}
          onChange={(it) => save.mutate({ mode: it })}
        />
      </SettingRow>
      <SettingRow name={t('settings.defaultModel')} effect={t('settings.defaultModelWhy')} htmlFor={id}>
        <select
          id={id}
          className="field font-mono text-sm sm:w-72"
          value={chosen}
          onChange={({ target }) => save.mutate({ default_model: target.value })}
        >
          <option value="">{t('settings.chosenByKernel')}</option>
          {chosen && !usable.some((it) => it.id === chosen) && <option value={chosen}>{chosen}</option>}
          {usable.map((it) => (
            <option key={it.id} value={it.id}>
              {it.id}
            </option>
          ))}
        </select>
      </SettingRow>
    </>
  );
}

/** Changes the mode or the default model for whatever begins from now on. */
export function useSaveUse() {
  const { api, queries } = useKernel();
  return useMutation({
    mutationFn: (llm: { mode?: ModelMode; default_model?: string }) => api.saveSettings({ providers: { llm } }),
    onSuccess: async (saved) => {
      queries.setQueryData(['settings'], saved);
      toast({ text: 'done.saved' });
      const names = [['models'], ['providers'], ['status']];
      await Promise.all(names.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
    onError: (error) => toast({ text: 'files.failed', values: { why: error.message }, tone: 'bad' }),
  });
}
