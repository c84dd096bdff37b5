import { ChevronRight, CircleDollarSign } from 'lucide-react';
import { Link } from 'wouter';
import type { Run } from '../../kernel/objects';
import { useText } from '../../kit/i18n/useText';

/** A run that waits for a budget, a click from its ways on. */
export function BudgetWaitLink({ run }: { run: Run }) {
  const { t } = useText();
  return (
    <Link
      href={`/approvals/${run.id}`}
      className="flex min-h-12 items-center gap-3 rounded-panel border border-[color-mix(in_oklch,var(--wait)_40%,transparent)] bg-wait-wash px-3 py-2 transition-colors hover:bg-raised"
    >
      <CircleDollarSign className="size-4 shrink-0 text-wait" strokeWidth={1.75} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{t('budget.waits')}</span>
        <span className="block truncate text-ink-2">{run.goal}</span>
      </span>
      <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden />
    </Link>
  );
}
