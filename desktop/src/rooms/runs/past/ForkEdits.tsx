import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button, IconButton } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { useTools } from '../../../shell/queries';
import type { CallForm, ForkForm } from './forkForm';

export interface EditProps {
  form: ForkForm;
  onChange: (change: Partial<ForkForm>) => void;
}

/** What the model answered, to be answered otherwise: words and calls. */
export function AnswerFields({ form, onChange }: EditProps) {
  const { t } = useText();
  const change = (at: number, call: CallForm) =>
    onChange({ calls: form.calls.map((it, place) => (place === at ? call : it)) });
  return (
    <fieldset className="grid gap-3 rounded-panel border border-line p-3">
      <legend className="px-1 text-ink-2">{t('fork.answer')}</legend>
      <textarea
        aria-label={t('inspect.said')}
        placeholder={t('inspect.said')}
        rows={form.text ? 3 : 1}
        maxLength={32_000}
        className="field h-auto py-2"
        value={form.text}
        onChange={({ target }) => onChange({ text: target.value })}
      />
      {form.calls.map((it, at) => (
        <CallFields
          key={at}
          call={it}
          onChange={(call) => change(at, call)}
          onRemove={() => onChange({ calls: form.calls.filter((_, place) => place !== at) })}
        />
      ))}
      <Button
        size="dense"
        look="quiet"
        icon={<Plus />}
        className="justify-self-start"
        onClick={() => onChange({ calls: [...form.calls, { tool: '', arguments: '{}' }] })}
      >
        {t('fork.addCall')}
      </Button>
    </fieldset>
  );
}

interface CallFieldsProps {
  call: CallForm;
  onChange: (call: CallForm) => void;
  onRemove: () => void;
}

function CallFields({ call, onChange, onRemove }: CallFieldsProps) {
  const { t } = useText();
  const tools = useTools().data ?? [];
  const known = tools.some((it) => it.name === call.tool);
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-2">
        <select
          aria-label={t('fork.tool')}
          className="field font-mono text-sm"
          value={call.tool}
          onChange={({ target }) => onChange({ ...call, tool: target.value })}
        >
          {!known && <option value={call.tool}>{call.tool || t('fork.tool')}</option>}
          {tools.map((it) => (
            <option key={it.name}>{it.name}</option>
          ))}
        </select>
        <IconButton label={t('fork.removeCall')} onClick={onRemove}>
          <X />
        </IconButton>
      </div>
      <textarea
        aria-label={t('strand.arguments')}
        rows={Math.min(call.arguments.split('\n').length + 1, 8)}
        className="field h-auto py-2 font-mono text-sm"
        spellCheck={false}
        value={call.arguments}
        onChange={({ target }) => onChange({ ...call, arguments: target.value })}
      />
    </div>
  );
}

/** What a tool answered, to be read otherwise by the model. */
export function ResultFields({ form, onChange }: EditProps) {
  const { t } = useText();
  const id = useId();
  return (
    <fieldset className="grid gap-2 rounded-panel border border-line p-3">
      <legend className="px-1 text-ink-2">{t('fork.result')}</legend>
      <textarea
        aria-label={t('strand.output')}
        rows={Math.min(form.output.split('\n').length + 1, 10)}
        className="field h-auto py-2 font-mono text-sm"
        spellCheck={false}
        value={form.output}
        onChange={({ target }) => onChange({ output: target.value })}
      />
      <label htmlFor={id} className="flex min-h-7 items-center gap-2">
        <input
          id={id}
          type="checkbox"
          className="accent-(--ember)"
          checked={form.ok}
          onChange={({ target }) => onChange({ ok: target.checked })}
        />
        {t('fork.worked')}
      </label>
    </fieldset>
  );
}
