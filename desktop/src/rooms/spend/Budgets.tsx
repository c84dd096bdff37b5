import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Budget } from '../../kernel/spend';
import { Button } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { useShortcut } from '../../shell/useShortcuts';
import { BudgetDialog } from './BudgetDialog';
import { draftOf, newBudget } from './budgetDraft';
import { BudgetRow } from './BudgetRow';
import { useBudgetWork } from './useBudgetWork';

/** How much may be used by whom, and how much of it is. */
export function Budgets({ budgets }: { budgets: readonly Budget[] }) {
  const { t } = useText();
  const [edited, setEdited] = useState<Budget | 'new' | null>(null);
  const { save, remove } = useBudgetWork();
  useShortcut('spend.budget', () => setEdited('new'));
  const close = () => {
    save.reset();
    setEdited(null);
  };
  return (
    <section aria-label={t('budget.all')}>
      <header className="mb-2 flex items-center justify-between gap-2">
        <h2 className="font-medium">{t('budget.all')}</h2>
        <Button size="dense" icon={<Plus />} onClick={() => setEdited('new')}>
          {t('budget.new')}
        </Button>
      </header>
      {budgets.length === 0 ? (
        <p className="rounded-panel border border-line bg-panel p-4 text-ink-2">{t('budget.none')}</p>
      ) : (
        <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
          {budgets.map((it) => (
            <BudgetRow
              key={it.id}
              budget={it}
              onEdit={() => setEdited(it)}
              onDelete={() => remove.mutate(it)}
              busy={remove.isPending}
            />
          ))}
        </ul>
      )}
      {edited && (
        <BudgetDialog
          title={edited === 'new' ? t('budget.new') : t('budget.edit')}
          initial={edited === 'new' ? newBudget : draftOf(edited)}
          error={save.error}
          busy={save.isPending}
          onSave={(body) => save.mutate({ id: edited === 'new' ? null : edited.id, body }, { onSuccess: close })}
          onClose={close}
        />
      )}
    </section>
  );
}
