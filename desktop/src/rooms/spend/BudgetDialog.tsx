import { useId, useState, type ReactNode, type SubmitEvent } from 'react';
import type { BudgetBody, BudgetPeriod, BudgetScope } from '../../kernel/spend';
import { Button } from '../../kit/Button';
import { Dialog } from '../../kit/Dialog';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { bodyOf, type BudgetDraft } from './budgetDraft';
import { BudgetPresets } from './BudgetPresets';
import { useSubjectList } from './useSubjects';

export interface BudgetDialogProps {
  title: string;
  initial: BudgetDraft;
  error: unknown;
  busy: boolean;
  onSave: (body: BudgetBody) => void;
  onClose: () => void;
}

const SCOPES: readonly BudgetScope[] = ['org', 'project', 'agent', 'person'];
const PERIODS: readonly BudgetPeriod[] = ['call', 'run', 'day', 'month'];

/** For whom, for how long, and how much of what. */
export function BudgetDialog({ title, initial, error, busy, onSave, onClose }: BudgetDialogProps) {
  const { t } = useText();
  const id = useId();
  const [draft, setDraft] = useState(initial);
  const set = (change: Partial<BudgetDraft>) => setDraft({ ...draft, ...change });
  const subjects = useSubjectList(draft.scope);
  const body = bodyOf(draft);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (body) onSave(body);
  };
  return (
    <Dialog title={title} description={t('budget.what')} onClose={onClose}>
      <form className="grid gap-4" onSubmit={submit}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Labelled label={t('budget.whom')} htmlFor={`${id}w`}>
            <select
              id={`${id}w`}
              className="field"
              value={draft.scope}
              onChange={({ target }) => set({ scope: target.value as BudgetScope, subject: '' })}
            >
              {SCOPES.map((it) => (
                <option key={it} value={it}>
                  {t(`budget.scope.${it}`)}
                </option>
              ))}
            </select>
          </Labelled>
          <Labelled label={t('budget.per')} htmlFor={`${id}p`}>
            <select
              id={`${id}p`}
              className="field"
              value={draft.period}
              onChange={({ target }) => set({ period: target.value as BudgetPeriod })}
            >
              {PERIODS.map((it) => (
                <option key={it} value={it}>
                  {t(`budget.period.${it}`)}
                </option>
              ))}
            </select>
          </Labelled>
        </div>
        {draft.scope !== 'org' && (
          <Labelled label={t('budget.which')} htmlFor={`${id}s`}>
            <select
              id={`${id}s`}
              className="field"
              value={draft.subject}
              onChange={({ target }) => set({ subject: target.value })}
            >
              <option value="">{t(`budget.each.${draft.scope}`)}</option>
              {draft.subject && !subjects.some((it) => it.id === draft.subject) && (
                <option value={draft.subject}>{draft.subject}</option>
              )}
              {subjects.map((it) => (
                <option key={it.id} value={it.id}>
                  {it.name}
                </option>
              ))}
            </select>
          </Labelled>
        )}
        <BudgetPresets draft={draft} onPick={setDraft} />
        <div className="grid grid-cols-2 gap-4">
          <Amount id={`${id}c`} label={t('budget.cost')} value={draft.cost} onChange={(cost) => set({ cost })} />
          <Amount id={`${id}t`} label={t('runs.tokens')} value={draft.tokens} onChange={(tokens) => set({ tokens })} />
          <Amount id={`${id}n`} label={t('budget.steps')} value={draft.steps} onChange={(steps) => set({ steps })} />
          <Amount
            id={`${id}m`}
            label={t('budget.minutes')}
            value={draft.minutes}
            onChange={(minutes) => set({ minutes })}
          />
        </div>
        <p className="text-sm text-ink-3">{t('budget.amounts')}</p>
        {error != null && <ErrorCard error={error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('do.cancel')}</Button>
          <Button look="primary" type="submit" disabled={!body || busy}>
            {t('do.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Labelled({ label, htmlFor, children }: { label: string; htmlFor: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={htmlFor} className="mb-1 block text-sm text-ink-2">
        {label}
      </label>
      {children}
    </div>
  );
}

interface AmountProps {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Amount({ id, label, value, onChange }: AmountProps) {
  const { t } = useText();
  return (
    <Labelled label={label} htmlFor={id}>
      <input
        id={id}
        inputMode="decimal"
        className="field font-mono text-sm"
        placeholder={t('provider.noLimit')}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Labelled>
  );
}
