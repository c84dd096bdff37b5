import { useId, useState, type SubmitEvent } from 'react';
import type { PersonaDraft } from '../../../kernel/api';
import { Avatar, PERSONA_COLORS, PERSONA_ICONS, personaInk } from '../../../kit/Avatar';
import { Button } from '../../../kit/Button';
import { FilterChip } from '../../../kit/Chip';
import { classes } from '../../../kit/classes';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { useChatModels, useTools } from '../../../shell/queries';
import { Field } from '../Field';
import { canSave, toggleTool, wholeNumber } from './personaDraft';

export interface PersonaDialogProps {
  title: string;
  initial: PersonaDraft;
  error: unknown;
  onSave: (draft: PersonaDraft) => void;
  onClose: () => void;
}

/** Who an agent is: name, face, words it starts from, tools, model. */
export function PersonaDialog({ title, initial, error, onSave, onClose }: PersonaDialogProps) {
  const { t } = useText();
  const id = useId();
  const [draft, setDraft] = useState(initial);
  const set = (change: Partial<PersonaDraft>) => setDraft({ ...draft, ...change });
  const models = useChatModels();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <Dialog title={title} wide onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('agents.name')} htmlFor={`${id}n`}>
            <input
              id={`${id}n`}
              className="field"
              required
              value={draft.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          </Field>
          <Field label={t('agents.model')} htmlFor={`${id}m`}>
            <select
              id={`${id}m`}
              className="field font-mono text-sm"
              value={draft.model_override ?? ''}
              onChange={({ target }) => set({ model_override: target.value || null })}
            >
              <option value="">{t('chat.usualModel')}</option>
              {models.map((it) => (
                <option key={it.id}>{it.id}</option>
              ))}
            </select>
          </Field>
        </div>
        <Field label={t('agents.description')} htmlFor={`${id}d`}>
          <input
            id={`${id}d`}
            className="field"
            value={draft.description}
            onChange={({ target }) => set({ description: target.value })}
          />
        </Field>
        <Face draft={draft} onChange={set} />
        <Field label={t('agents.prompt')} htmlFor={`${id}p`}>
          <textarea
            id={`${id}p`}
            required
            rows={7}
            className="field resize-y font-mono text-sm"
            value={draft.system_prompt}
            onChange={({ target }) => set({ system_prompt: target.value })}
          />
        </Field>
        <Restarts draft={draft} onChange={set} />
        <Tools chosen={draft.allowed_tools} onChange={(allowed_tools) => set({ allowed_tools })} />
        {error != null && <ErrorCard error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!canSave(draft)}>
            {t('do.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Face({ draft, onChange }: { draft: PersonaDraft; onChange: (change: Partial<PersonaDraft>) => void }) {
  const { t } = useText();
  return (
    <div className="grid gap-3">
      <fieldset>
        <legend className="mb-1 text-sm text-ink-2">{t('agents.color')}</legend>
        <div className="flex gap-2">
          {PERSONA_COLORS.map((color) => (
            <button
              key={color}
              type="button"
              aria-label={color}
              aria-pressed={draft.color === color}
              onClick={() => onChange({ color })}
              style={{ background: personaInk(color) }}
              className={classes(
                'size-6 rounded-full',
                draft.color === color && 'ring-2 ring-(--ink) ring-offset-2 ring-offset-panel',
              )}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-1 text-sm text-ink-2">{t('agents.icon')}</legend>
        <div className="flex flex-wrap gap-1">
          {Object.keys(PERSONA_ICONS).map((icon) => (
            <button
              key={icon}
              type="button"
              aria-label={icon}
              aria-pressed={draft.icon === icon}
              onClick={() => onChange({ icon })}
              className={classes('rounded-control p-1', draft.icon === icon ? 'bg-hover' : 'hover:bg-raised')}
            >
              <Avatar persona={{ icon, color: draft.color }} />
            </button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** Whether, and after which pause, it goes on with a run in which it has failed for good. */
function Restarts({ draft, onChange }: { draft: PersonaDraft; onChange: (change: Partial<PersonaDraft>) => void }) {
  const { t } = useText();
  const id = useId();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t('agents.restarts')} htmlFor={`${id}r`}>
        <input
          id={`${id}r`}
          type="number"
          min={0}
          max={100}
          className="field"
          value={draft.restarts}
          onChange={({ target }) => onChange({ restarts: wholeNumber(target.value, 0, 100) })}
        />
      </Field>
      <Field label={t('agents.restartPause')} htmlFor={`${id}p`}>
        <input
          id={`${id}p`}
          type="number"
          min={1}
          max={86_400}
          className="field"
          disabled={draft.restarts === 0}
          value={Math.max(1, Math.round(draft.restart_pause_ms / 1000))}
          onChange={({ target }) => onChange({ restart_pause_ms: wholeNumber(target.value, 1, 86_400) * 1000 })}
        />
      </Field>
    </div>
  );
}

function Tools({ chosen, onChange }: { chosen: readonly string[]; onChange: (tools: string[]) => void }) {
  const { t, n } = useText();
  const tools = useTools().data ?? [];
  return (
    <fieldset>
      <legend className="mb-1 text-sm text-ink-2">{t('agents.tools')}</legend>
      <p className="mb-2 text-sm text-ink-3">
        {chosen.length === 0 ? t('agents.allTools') : n('agents.someTools', chosen.length)}
      </p>
      <div className="flex flex-wrap gap-1.5">
        {tools.map((it) => (
          <FilterChip
            key={it.name}
            on={chosen.includes(it.name)}
            onToggle={() => onChange(toggleTool(chosen, it.name))}
          >
            <span className="font-mono text-xs">{it.name}</span>
          </FilterChip>
        ))}
      </div>
    </fieldset>
  );
}
