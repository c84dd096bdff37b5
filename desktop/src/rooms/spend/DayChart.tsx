import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { compactNumber, moneyText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import type { Day } from './view';

const TICK = { fontSize: 11, fill: 'var(--ink-3)' };

/** A bar a day: dollars where any were spent, else tokens. */
export function DayChart({ days }: { days: readonly Day[] }) {
  const { t, language } = useText();
  const money = days.some((it) => it.cost > 0);
  const show = (value: number) => (money ? moneyText(String(value), language) : compactNumber(value, language));
  const label = (day: string) =>
    new Date(day).toLocaleDateString(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const sum = days.reduce((all, it) => all + (money ? it.cost : it.tokens), 0);
  const name = money ? t('spend.chartMoney', { amount: show(sum) }) : t('spend.chartTokens', { count: show(sum) });
  return (
    <div role="img" aria-label={name} className="h-full">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 180 }}>
        <BarChart data={[...days]} margin={{ top: 4, right: 4, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={label}
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            minTickGap={24}
          />
          <YAxis tickFormatter={show} tick={TICK} tickLine={false} axisLine={false} width={56} tickCount={4} />
          <Tooltip
            cursor={{ fill: 'var(--surface-2)' }}
            isAnimationActive={false}
            content={({ payload, active }) => {
              const day = payload[0]?.payload as Day | undefined;
              return active && day ? <Told day={day} title={label(day.day)} /> : null;
            }}
          />
          <Bar
            dataKey={money ? 'cost' : 'tokens'}
            fill="var(--ember)"
            radius={[2, 2, 0, 0]}
            maxBarSize={28}
            isAnimationActive={false}
          />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function Told({ day, title }: { day: Day; title: string }) {
  const { t, n, language } = useText();
  return (
    <div className="rounded-control border border-line bg-raised px-2.5 py-1.5 text-sm shadow-float">
      <p className="font-medium">{title}</p>
      <p className="font-mono">{moneyText(String(day.cost), language)}</p>
      <p className="text-ink-2">{t('bar.tokensShort', { count: compactNumber(day.tokens, language) })}</p>
      {day.unpriced > 0 && <p className="text-wait">{n('money.unpriced', day.unpriced)}</p>}
    </div>
  );
}
