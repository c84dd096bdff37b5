import { Link } from 'wouter';
import { classes } from '../kit/classes';
import { useText } from '../kit/i18n/useText';
import type { App } from './app';
import { useBudgetWaits, useConfirmations } from './queries';

/** The rooms: a column at the left, on a phone a bar at the bottom. */
export function Dock({ apps, current }: { apps: readonly App[]; current: App | undefined }) {
  const { t } = useText();
  const { pending } = useConfirmations();
  const waiting = pending.length + useBudgetWaits().length;
  return (
    <nav
      aria-label={t('frame.rooms')}
      className={classes(
        'z-20 flex shrink-0 gap-1 border-line bg-desk',
        'max-sm:h-14 max-sm:items-stretch max-sm:justify-around max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)]',
        'sm:w-14 sm:flex-col sm:items-center sm:border-r sm:py-2',
      )}
    >
      {apps.map((app) => (
        <DockLink
          key={app.id}
          app={app}
          here={app === current}
          badge={app.id === 'approvals' ? waiting : 0}
          title={t(app.title)}
        />
      ))}
    </nav>
  );
}

interface DockLinkProps {
  app: App;
  here: boolean;
  badge: number;
  title: string;
}

function DockLink({ app, here, badge, title }: DockLinkProps) {
  const { n } = useText();
  const { Icon } = app;
  return (
    <Link
      href={app.path}
      aria-current={here ? 'page' : undefined}
      title={title}
      className={classes(
        'relative flex items-center justify-center rounded-control transition-colors',
        app.wideOnly && 'max-sm:hidden',
        'max-sm:flex-1 max-sm:flex-col max-sm:gap-0.5 max-sm:text-[10px] sm:size-10',
        here ? 'text-ink sm:bg-raised' : 'text-ink-3 hover:text-ink sm:hover:bg-panel',
      )}
    >
      {here && (
        <span
          aria-hidden
          className="absolute rounded-full bg-ember max-sm:inset-x-6 max-sm:top-0 max-sm:h-0.5 sm:inset-y-2.5 sm:-left-2 sm:w-0.5"
        />
      )}
      <span className="relative">
        <Icon className="size-[18px]" strokeWidth={1.5} aria-hidden />
        {badge > 0 && (
          <span
            aria-hidden
            className="absolute -top-2 -right-2.5 flex h-4 min-w-4 items-center justify-center rounded-full bg-wait px-1 text-[10px] leading-none font-semibold text-desk"
          >
            {badge}
          </span>
        )}
      </span>
      <span className="sm:sr-only">{title}</span>
      {badge > 0 && <span className="sr-only">{n('bar.waits', badge)}</span>}
    </Link>
  );
}
