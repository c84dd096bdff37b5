import { useState } from 'react';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { Field } from '../Field';
import type { ProviderDraft } from './providerDraft';

export interface KeyFieldProps {
  id: string;
  /** A hint of the key that is stored; empty if there is none. */
  stored: string;
  variable: string;
  draft: ProviderDraft;
  onChange: (change: Partial<ProviderDraft>) => void;
}

/** A key is written once and never shown: one that is set can be replaced or removed. */
export function KeyField({ id, stored, variable, draft, onChange }: KeyFieldProps) {
  const { t } = useText();
  const [replacing, setReplacing] = useState(false);
  const hint = variable
    ? `${t('settings.keyWhy')} ${t('provider.variable', { name: variable })}`
    : t('settings.keyWhy');
  if (stored && !replacing) {
    return (
      <div>
        <p className="mb-1 text-sm text-ink-2">{t('settings.key')}</p>
        <div className="flex flex-wrap items-center gap-2">
          <p className="min-w-0 flex-1">
            {draft.removeKey ? t('settings.keyWillGo') : t('provider.keySet', { key: stored })}
          </p>
          {!draft.removeKey && (
            <Button size="dense" onClick={() => setReplacing(true)}>
              {t('do.replace')}
            </Button>
          )}
          <Button size="dense" onClick={() => onChange({ removeKey: !draft.removeKey })}>
            {draft.removeKey ? t('do.keep') : t('do.remove')}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <Field label={t('settings.key')} htmlFor={id} hint={hint}>
      <span className="flex gap-2">
        <input
          id={id}
          type="password"
          autoComplete="off"
          autoFocus={replacing}
          maxLength={500}
          className="field font-mono text-sm"
          value={draft.newKey}
          onChange={({ target }) => onChange({ newKey: target.value })}
        />
        {replacing && (
          <Button
            onClick={() => {
              onChange({ newKey: '' });
              setReplacing(false);
            }}
          >
            {t('do.keep')}
          </Button>
        )}
      </span>
    </Field>
  );
}
