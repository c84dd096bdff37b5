import { FilterChip } from '../../kit/Chip';
import { compactNumber, moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { isTaken, PRESETS, taken, type BudgetDraft } from './budgetDraft';

/** Usual budgets; one click fills the form with one, for whomever it was to bind. */
export function BudgetPresets({ draft, onPick }: { draft: BudgetDraft; onPick: (draft: BudgetDraft) => void }) {
  const { t, language } = useText();
  return (
    <div role="group" aria-label={t('budget.usual')} className="flex flex-wrap items-center gap-1.5">
      <span className="mr-1 text-sm text-ink-3">{t('budget.usual')}</span>
      {PRESETS.map((it) => {
        const amount = it.tokens
          ? t('bar.tokensShort', { count: compactNumber(Number(it.tokens), language) })
          : moneyText(it.cost, language).replace(/[.,]00$/, '');
        return (
          <FilterChip key={it.period + amount} on={isTaken(draft, it)} onToggle={() => onPick(taken(draft, it))}>
            {t(`budget.preset.${it.period}`, { amount })}
          </FilterChip>
        );
      })}
    </div>
  );
}
