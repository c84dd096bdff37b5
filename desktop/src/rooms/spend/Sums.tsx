import type { Savings, Spend, Sum } from '../../kernel/spend';
import { Duration, Tokens } from '../../kit/Facts';
import { moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { SumCost } from '../../kit/Money';

/** What was spent today and this month. */
export function Sums({ spend }: { spend: Spend }) {
  const { t } = useText();
  return (
    <div className="grid grid-cols-2 divide-x divide-line rounded-panel border border-line bg-panel">
      <One title={t('spend.today')} sum={spend.today} saved={spend.saved.today} />
      <One title={t('spend.month')} sum={spend.month} saved={spend.saved.month} />
    </div>
  );
}

function One({ title, sum, saved }: { title: string; sum: Sum; saved: Savings }) {
  const { n } = useText();
  return (
    <section aria-label={title} className="min-w-0 p-4">
      <h2 className="text-sm text-ink-3">{title}</h2>
      <p className="mt-0.5 truncate font-mono text-xl">
        <SumCost sum={sum} />
      </p>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-2">
        <span>{n('spend.answers', sum.calls)}</span>
        {sum.calls > 0 && (
          <>
            <span className="font-mono">
              <Tokens tokensIn={sum.tokens_in} tokensOut={sum.tokens_out} />
            </span>
            <span className="font-mono">
              <Duration ms={sum.duration_ms} />
            </span>
          </>
        )}
      </p>
      <Saved saved={saved} />
      {sum.estimated_calls > 0 && (
        <p className="mt-1 text-sm text-ink-2">{n('money.estimated', sum.estimated_calls)}</p>
      )}
      {sum.unpriced_calls > 0 && <p className="mt-1 text-sm text-wait">{n('money.unpriced', sum.unpriced_calls)}</p>}
    </section>
  );
}

/** What routing and the result cache saved; nothing where they saved nothing. */
function Saved({ saved }: { saved: Savings }) {
  const { t, language } = useText();
  const ways = (['routing', 'cache'] as const).filter((it) => Number(saved[it]) > 0);
  if (ways.length === 0) return null;
  return (
    <p className="mt-1 text-sm text-ok" title={t('spend.savedHow')}>
      {ways.map((it) => t(`spend.saved.${it}`, { amount: moneyText(saved[it], language) })).join(' · ')}
    </p>
  );
}
