import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../kit/Button';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows, SkeletonText } from '../../kit/Skeleton';
import { useCrumbs } from '../../shell/crumbs';
import { useShortcut } from '../../shell/useShortcuts';
import { TabBar } from './TabBar';
import { idAt, nameOf } from './tabs';
import { useTerminals, useTerminalWork } from './useTerminals';

const ScreenView = lazy(() => import('./ScreenView').then((it) => ({ default: it.ScreenView })));

/** Shells in the sandbox, a tab each; they go on when nobody looks. */
export default function TerminalWindow() {
  const { t } = useText();
  useLocation();
  const named = idAt(window.location.pathname);
  const { terminals, ...query } = useTerminals();
  const active = named ? terminals.find((it) => it.id === named) : terminals.findLast((it) => it.mine);
  const work = useTerminalWork(terminals, active?.id ?? '');
  useShortcut('terminal.new', () => work.open.mutate(undefined));
  useCrumbs(...(active ? [{ label: nameOf(active, terminals, t) }] : []));
  if (query.isPending) return <SkeletonRows />;
  if (query.error) return <ErrorCard error={query.error} onRetry={() => void query.refetch()} />;
  const open = (
    <Button look="primary" icon={<Plus />} disabled={work.open.isPending} onClick={() => work.open.mutate(undefined)}>
      {t('terminal.new')}
    </Button>
  );
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('room.terminal')}</h1>
      {terminals.length > 0 && <TabBar terminals={terminals} active={active} work={work} />}
      {active ? (
        <Suspense fallback={<SkeletonText lines={6} />}>
          <ScreenView
            key={active.id}
            terminal={active}
            name={nameOf(active, terminals, t)}
            onLeave={() => document.getElementById(`tab-${active.id}`)?.focus()}
          />
        </Suspense>
      ) : (
        <Empty drawing="prompt" sentence={t(named ? 'terminal.notFound' : 'terminal.empty')} action={open} />
      )}
    </div>
  );
}
