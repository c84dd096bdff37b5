import { Ban, CircleDollarSign } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import { Link } from 'wouter';
import { cheaperThan } from '../../kernel/budgetWait';
import type { Run } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { useModels } from '../queries';
import { useTight, useWaysOn, type Tight } from './useBudgetWait';

/** A run that a budget holds up: why, and its ways on. */
export function BudgetWaitCard({ run }: { run: Run }) {
  const { t } = useText();
  const tight = useTight(run);
  const { raise, change, stop, busy } = useWaysOn(run);
  if (run.status !== 'waiting' || run.waiting?.reason !== 'budget') return null;
  const due = run.waiting.due_at ?? run.due_at;
  return (
    <section
      aria-label={t('budget.waits')}
      className="mb-3 max-w-200 rounded-panel border border-[color-mix(in_oklch,var(--wait)_40%,transparent)] bg-wait-wash px-4 py-3"
    >
      <h2 className="flex items-center gap-2 font-medium text-wait">
        <CircleDollarSign className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
        {t('budget.waits')}
      </h2>
      <p className="pt-1 break-words text-ink-2">
        {run.waiting.detail}{' '}
        {due && (
          <span>
            {t('budget.goesOn')} <Time at={due} />.
          </span>
        )}
      </p>
      <div className="mt-3 flex flex-wrap items-end gap-x-5 gap-y-3">
        {tight?.resource === 'price' ? (
          <Button disabled={busy} onClick={() => raise.mutate({ tight, amount: 0 })}>
            {t('budget.lift')}
          </Button>
        ) : tight ? (
          <Raise key={tight.offer} tight={tight} busy={busy} onRaise={(amount) => raise.mutate({ tight, amount })} />
        ) : (
          <Link href="/spend" className="rounded-sm text-sm underline underline-offset-2">
            {t('budget.see')}
          </Link>
        )}
        <Cheaper run={run} busy={busy} onChange={change.mutate} />
        <Button look="danger" icon={<Ban />} disabled={busy} onClick={() => stop.mutate()}>
          {t('budget.stop')}
        </Button>
      </div>
    </section>
  );
}

interface RaiseProps {
  tight: Tight;
  busy: boolean;
  onRaise: (amount: number) => void;
}

function Raise({ tight, busy, onRaise }: RaiseProps) {
  const { t } = useText();
  const id = useId();
  const [text, setText] = useState(String(tight.offer));
  const amount = Number(text.replace(',', '.'));
  const more = Number.isFinite(amount) && amount > (tight.limit ?? 0);
  const unit = tight.resource === 'price' ? 'cost' : tight.resource;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (more) onRaise(amount);
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id} className="mb-1 block text-sm text-ink-2">
        {t(`budget.raiseTo.${unit}`)}
      </label>
      <span className="flex items-center gap-2">
        <input
          id={id}
          inputMode="decimal"
          className="field w-24! font-mono text-sm"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button look="primary" type="submit" disabled={!more || busy}>
          {t('budget.raise')}
        </Button>
      </span>
    </form>
  );
}

function Cheaper({ run, busy, onChange }: { run: Run; busy: boolean; onChange: (model: string) => void }) {
  const { t } = useText();
  const id = useId();
  const cheaper = cheaperThan(useModels().data?.models ?? [], run.model ?? '');
  const [chosen, setChosen] = useState('');
  const model = cheaper.find((it) => it.id === chosen) ?? cheaper[0];
  if (!model) return null;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm text-ink-2">
        {t('budget.cheaper')}
      </label>
      <span className="flex items-center gap-2">
        <select
          id={id}
          className="field w-52! font-mono text-sm"
          value={model.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {cheaper.map((it) => (
            <option key={it.id}>{it.id}</option>
          ))}
        </select>
        <Button disabled={busy} onClick={() => onChange(model.id)}>
          {t('budget.goOn')}
        </Button>
      </span>
    </div>
  );
}
