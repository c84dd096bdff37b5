import { Shield, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { tokensPerSecond } from '../kernel/tokenRate';
import { classes } from '../kit/classes';
import { useNow } from '../kit/Facts';
import { compactNumber } from '../kit/format';
import { useText } from '../kit/i18n/useText';
import { SumCost } from '../kit/Money';
import { useLive } from './live';
import { useActiveRuns, useBudgetWaits, useConfirmations, useSpend, useStatus } from './queries';

/** The pulse of the house; each item opens its room. */
export function StatusBar() {
  const { t, n, language } = useText();
  const status = useStatus();
  const { runs } = useActiveRuns();
  const { pending } = useConfirmations();
  const waiting = pending.length + useBudgetWaits().length;
  const today = useSpend().data?.today;
  const running = runs.filter((it) => it.status === 'running').length;
  const tokens = status.data ? status.data.tokens_today.in + status.data.tokens_today.out : 0;
  return (
    <footer
      aria-label={t('bar.label')}
      className="flex h-[26px] items-center gap-4 overflow-hidden border-t border-line bg-desk px-3 text-sm whitespace-nowrap text-ink-3 max-sm:hidden"
    >
      <Item href="/runs?tab=active" label={n('bar.running', running)}>
        <span
          aria-hidden
          className={classes('size-2 rounded-full', running > 0 ? 'animate-breathe bg-ember' : 'bg-hover')}
        />
        {n('bar.running', running)}
      </Item>
      {waiting > 0 && (
        <Item href="/approvals" label={n('bar.waits', waiting)}>
          <span className="animate-breathe font-medium text-wait">{n('bar.waits', waiting)}</span>
        </Item>
      )}
      <ModelItem fallback={status.data?.default_model ?? ''} />
      <Item href="/spend" label={t('bar.tokensLong', { count: tokens.toLocaleString(language) })}>
        {t('bar.tokens', { count: compactNumber(tokens, language) })}
        {today && (
          <span className="font-mono">
            · <SumCost sum={today} />
          </span>
        )}
      </Item>
      <span className="ml-auto" />
      {status.data && (
        <Item href="/settings/system" label={status.data.isolation.detail || status.data.isolation.name}>
          {status.data.isolation.isolates ? (
            <Shield className="size-3.5" aria-hidden />
          ) : (
            <ShieldAlert className="size-3.5 text-wait" aria-hidden />
          )}
          <span className={classes(!status.data.isolation.isolates && 'text-wait')}>{status.data.isolation.name}</span>
        </Item>
      )}
      <ConnectionItem />
    </footer>
  );
}

function Item({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  return (
    <Link href={href} title={label} className="flex items-center gap-1.5 rounded-sm hover:text-ink">
      {children}
    </Link>
  );
}

function ModelItem({ fallback }: { fallback: string }) {
  const { t } = useText();
  const rate = useLive((it) => it.rate);
  const now = useNow(1000);
  const speed = tokensPerSecond(rate, now);
  const model = speed > 0 && rate.model ? rate.model : fallback;
  if (!model) return null;
  return (
    <Item href="/settings/models" label={t('bar.model')}>
      <span className="font-mono">{model}</span>
      {speed > 0 && <span>· {Math.round(speed)} tok/s</span>}
    </Item>
  );
}

function ConnectionItem() {
  const { t } = useText();
  const connection = useLive((it) => it.connection);
  const tone = { live: 'bg-ok', connecting: 'bg-wait', offline: 'bg-bad' }[connection];
  return (
    <span className="flex items-center gap-1.5">
      <span aria-hidden className={classes('size-2 rounded-full', tone)} />
      {t(`bar.${connection}`)}
    </span>
  );
}
