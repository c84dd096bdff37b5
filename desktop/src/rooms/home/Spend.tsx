import { useMemo } from 'react';
import type { Run } from '../../kernel/objects';
import { useNow } from '../../kit/Facts';
import { compactNumber } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { SumCost } from '../../kit/Money';
import { useSpend, useStatus } from '../../shell/queries';
import { hourlyTokens } from './spend';

/** Tokens of the last day as a row of bars, and today's sum. */
export function Spend({ runs }: { runs: readonly Run[] }) {
  const { t, language } = useText();
  const now = useNow(60_000);
  const status = useStatus().data;
  const spent = useSpend().data?.today;
  const bars = useMemo(() => hourlyTokens(runs, now), [runs, now]);
  const most = Math.max(...bars.map((it) => it.tokens), 1);
  const today = status ? status.tokens_today.in + status.tokens_today.out : 0;
  return (
    <div className="rounded-panel border border-line bg-panel p-3">
      <p className="flex items-baseline gap-1.5">
        <span className="font-mono text-lg">{compactNumber(today, language)}</span>
        <span className="text-ink-2">{t('home.tokensToday')}</span>
        {spent && (
          <span className="ml-auto font-mono text-ink-2">
            <SumCost sum={spent} />
          </span>
        )}
      </p>
      <svg
        viewBox="0 0 240 48"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('home.spendLabel', { count: today.toLocaleString(language) })}
        className="mt-2 h-12 w-full"
      >
        {bars.map((it, place) => {
          const height = it.tokens === 0 ? 1 : Math.max((it.tokens / most) * 46, 3);
          return (
            <rect
              key={it.hour}
              x={place * 10 + 1}
              y={48 - height}
              width={8}
              height={height}
              rx={1}
              className={it.tokens === 0 ? 'fill-(--surface-3)' : 'fill-(--ember)'}
            />
          );
        })}
      </svg>
      <p className="mt-1.5 flex justify-between text-xs text-ink-3">
        <span>{t('home.dayAgo')}</span>
        <span>{t('home.now')}</span>
      </p>
    </div>
  );
}
