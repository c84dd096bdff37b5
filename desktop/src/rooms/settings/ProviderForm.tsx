import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleX, Plug } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import type { Model, ProviderSettings } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { toast } from '../../kit/toasts';
import { useKernel } from '../../shell/kernelDoor';
import { changeOf, draftOf, hasChanged, type ProviderDraft } from './modelSettings';
import { SettingRow } from './SettingRow';

/** Where language models come from. */
export function ProviderForm({ settings, models }: { settings: ProviderSettings; models: readonly Model[] }) {
  const { t } = useText();
  const { api, queries } = useKernel();
  const id = useId();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const set = (change: Partial<ProviderDraft>) => setDraft({ ...draft, ...change });
  const save = useMutation({
    mutationFn: () => api.saveSettings(changeOf(draft)),
    onSuccess: async (saved) => {
      queries.setQueryData(['settings'], saved);
      toast({ text: 'done.saved' });
      await queries.invalidateQueries({ queryKey: ['models'] });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const local = draft.mode === 'local';
  return (
    <form onSubmit={submit}>
      <SettingRow name={t('settings.mode')} effect={local ? t('settings.modeLocalWhy') : t('settings.modeRemoteWhy')}>
        <Segments
          label={t('settings.mode')}
          value={draft.mode}
          options={[
            { value: 'local', label: t('models.local') },
            { value: 'remote', label: t('models.remote') },
          ]}
          onChange={(mode) => set({ mode })}
        />
      </SettingRow>
      <SettingRow
        name={t('settings.address')}
        effect={local ? t('settings.localUrlWhy') : t('settings.remoteUrlWhy')}
        htmlFor={`${id}url`}
      >
        <input
          id={`${id}url`}
          type="url"
          className="field font-mono text-sm"
          placeholder={local ? 'http://localhost:11434' : 'https://api.openai.com/v1'}
          value={local ? draft.localUrl : draft.remoteUrl}
          onChange={({ target }) => set(local ? { localUrl: target.value } : { remoteUrl: target.value })}
        />
      </SettingRow>
      {!local && <KeyRow id={`${id}key`} stored={settings.api_key} draft={draft} onChange={set} />}
      <SettingRow name={t('settings.defaultModel')} effect={t('settings.defaultModelWhy')} htmlFor={`${id}model`}>
        <select
          id={`${id}model`}
          className="field font-mono text-sm sm:w-72"
          value={draft.defaultModel}
          onChange={({ target }) => set({ defaultModel: target.value })}
        >
          <option value="">{t('settings.chosenByKernel')}</option>
          {draft.defaultModel && !models.some((it) => it.id === draft.defaultModel) && (
            <option value={draft.defaultModel}>{draft.defaultModel}</option>
          )}
          {models.map((it) => (
            <option key={it.id} value={it.id}>
              {it.id}
            </option>
          ))}
        </select>
      </SettingRow>
      {save.error && <ErrorCard error={save.error} />}
      <div className="flex flex-wrap items-center gap-2 pt-3">
        <Button look="primary" type="submit" disabled={!hasChanged(draft, settings) || save.isPending}>
          {t('do.save')}
        </Button>
        <TestConnection disabled={hasChanged(draft, settings)} />
      </div>
    </form>
  );
}

interface KeyRowProps {
  id: string;
  stored: string;
  draft: ProviderDraft;
  onChange: (change: Partial<ProviderDraft>) => void;
}

function KeyRow({ id, stored, draft, onChange }: KeyRowProps) {
  const { t } = useText();
  return (
    <SettingRow
      name={t('settings.key')}
      effect={stored ? t('settings.keyStored', { key: stored }) : t('settings.keyWhy')}
      htmlFor={id}
    >
      <span className="flex w-full gap-2 sm:w-72">
        <input
          id={id}
          type="password"
          autoComplete="off"
          className="field font-mono text-sm"
          placeholder={draft.removeKey ? t('settings.keyWillGo') : stored ? t('settings.keyKeep') : ''}
          value={draft.newKey}
          onChange={({ target }) => onChange({ newKey: target.value, removeKey: false })}
        />
        {stored && !draft.newKey && (
          <Button onClick={() => onChange({ removeKey: !draft.removeKey })}>
            {draft.removeKey ? t('do.keep') : t('do.remove')}
          </Button>
        )}
      </span>
    </SettingRow>
  );
}

function TestConnection({ disabled }: { disabled: boolean }) {
  const { t } = useText();
  const { api } = useKernel();
  const test = useMutation({ mutationFn: () => api.testSettings('llm') });
  return (
    <>
      <Button icon={<Plug />} disabled={disabled || test.isPending} onClick={() => test.mutate()}>
        {t('settings.test')}
      </Button>
      <span role="status" className="flex min-w-0 items-center gap-1.5">
        {test.isPending && <span className="text-ink-3">{t('settings.testing')}</span>}
        {test.data && (
          <>
            {test.data.status === 'ok' ? (
              <CircleCheck className="size-4 shrink-0 text-ok" aria-hidden />
            ) : (
              <CircleX className="size-4 shrink-0 text-bad" aria-hidden />
            )}
            <span>{test.data.message || t('settings.testOk')}</span>
          </>
        )}
      </span>
      {test.error && <ErrorCard error={test.error} onRetry={() => test.mutate()} />}
    </>
  );
}
