import { ChevronRight } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import type { Preset, Protocol, Provider } from '../../../kernel/models';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Field } from '../Field';
import { KeyField } from './KeyField';
import { canSave, draftFrom, draftOf, type ProviderDraft } from './providerDraft';

export interface ProviderDialogProps {
  /** Absent for one that is to be added. */
  provider: Provider | undefined;
  presets: readonly Preset[];
  error: unknown;
  busy: boolean;
  onSave: (draft: ProviderDraft) => void;
  onClose: () => void;
}

const PROTOCOLS: Record<Protocol, string> = {
  openai: 'OpenAI',
  ollama: 'Ollama',
  anthropic: 'Anthropic',
  gemini: 'Gemini',
  azure: 'Azure',
};

/** Where models are reached and with which key; a new provider begins from a preset or from nothing. */
export function ProviderDialog({ provider, presets, error, busy, onSave, onClose }: ProviderDialogProps) {
  const { t } = useText();
  const id = useId();
  const [draft, setDraft] = useState(() => (provider ? draftOf(provider) : draftFrom(presets[0])));
  const set = (change: Partial<ProviderDraft>) => setDraft({ ...draft, ...change });
  const preset = presets.find((it) => it.id === draft.preset);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <Dialog title={provider ? (provider.title ?? provider.name) : t('provider.add')} onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit}>
        {!provider && (
          <Field label={t('provider.from')} htmlFor={`${id}p`}>
            <select
              id={`${id}p`}
              className="field"
              value={draft.preset}
              onChange={({ target }) => setDraft(draftFrom(presets.find((it) => it.id === target.value)))}
            >
              {presets.map((it) => (
                <option key={it.id} value={it.id}>
                  {it.name}
                </option>
              ))}
              <option value="">{t('provider.own')}</option>
            </select>
          </Field>
        )}
        <Field label={t('agents.name')} htmlFor={`${id}n`}>
          <input
            id={`${id}n`}
            className="field"
            required
            maxLength={80}
            value={draft.name}
            onChange={({ target }) => set({ name: target.value })}
          />
        </Field>
        {!provider && !draft.preset && (
          <Field label={t('provider.protocol')} htmlFor={`${id}r`}>
            <select
              id={`${id}r`}
              className="field"
              value={draft.protocol}
              onChange={({ target }) => set({ protocol: target.value as Protocol })}
            >
              {Object.entries(PROTOCOLS).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label={t('settings.address')} htmlFor={`${id}u`}>
          <input
            id={`${id}u`}
            type="url"
            required
            className="field font-mono text-sm"
            placeholder="http://127.0.0.1:1234/v1"
            value={draft.baseUrl}
            onChange={({ target }) => set({ baseUrl: target.value })}
          />
        </Field>
        {provider?.name !== 'ollama' && (
          <KeyField
            id={`${id}k`}
            stored={provider?.api_key ?? ''}
            variable={provider?.key_variable ?? preset?.key_variable ?? ''}
            draft={draft}
            onChange={set}
          />
        )}
        {provider?.source !== 'settings' && (
          <label className="flex items-start gap-2.5">
            <input
              type="checkbox"
              className="mt-0.5 size-4 accent-(--ember)"
              checked={draft.isLocal}
              onChange={({ target }) => set({ isLocal: target.checked })}
            />
            <span>
              {t('provider.isLocal')}
              <span className="block text-sm text-ink-3">{t('provider.isLocalWhy')}</span>
            </span>
          </label>
        )}
        <Further id={id} isNew={!provider} usual={preset?.usual_model ?? ''} draft={draft} onChange={set} />
        {error != null && <ErrorCard error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!canSave(draft) || busy}>
            {provider ? t('do.save') : t('do.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface FurtherProps {
  id: string;
  isNew: boolean;
  usual: string;
  draft: ProviderDraft;
  onChange: (change: Partial<ProviderDraft>) => void;
}

/** What is seldom needed, folded. */
function Further({ id, isNew, usual, draft, onChange }: FurtherProps) {
  const { t } = useText();
  const limit = (key: 'requests' | 'tokens' | 'inFlight', least: number) => (
    <Field label={t(`provider.${key}`)} htmlFor={`${id}${key}`}>
      <input
        id={`${id}${key}`}
        type="number"
        min={least}
        className="field font-mono text-sm"
        placeholder={key === 'inFlight' ? '256' : t('provider.noLimit')}
        value={draft[key]}
        onChange={({ target }) => onChange({ [key]: target.value })}
      />
    </Field>
  );
  return (
    <details className="group">
      <summary className="flex items-center gap-1 text-sm text-ink-2 hover:text-ink">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        {t('provider.further')}
      </summary>
      <div className="grid gap-4 pt-3">
        {isNew && (
          <Field label={t('provider.id')} htmlFor={`${id}i`} hint={t('provider.idWhy')}>
            <input
              id={`${id}i`}
              className="field font-mono text-sm"
              pattern="[a-z0-9][a-z0-9_\-]*"
              maxLength={40}
              placeholder={draft.preset}
              value={draft.id}
              onChange={({ target }) => onChange({ id: target.value })}
            />
          </Field>
        )}
        <Field label={t('provider.defaultModel')} htmlFor={`${id}m`} hint={t('provider.defaultModelWhy')}>
          <input
            id={`${id}m`}
            className="field font-mono text-sm"
            maxLength={120}
            placeholder={usual}
            value={draft.defaultModel}
            onChange={({ target }) => onChange({ defaultModel: target.value })}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-3">
          {limit('requests', 1)}
          {limit('tokens', 1000)}
          {limit('inFlight', 1)}
        </div>
      </div>
    </details>
  );
}
