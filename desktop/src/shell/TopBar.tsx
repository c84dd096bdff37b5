import { Bell, ChevronRight, CircleUserRound, Inbox, MessagesSquare, Search } from 'lucide-react';
import { Fragment, lazy, Suspense } from 'react';
import { Link, useLocation } from 'wouter';
import { IconButton } from '../kit/Button';
import { classes } from '../kit/classes';
import { useText } from '../kit/i18n/useText';
import { usePreferences } from '../kit/preferences';
import type { App } from './app';
import { useCrumbStore } from './crumbs';
import { Mark } from './Mark';
import { openChat, openPalette, toggleChat } from './panels';
import { useConfirmations, useCurrentProject, useInbox } from './queries';
import { isMac, keysText } from './shortcuts';

const PersonMenu = lazy(() => import('./PersonMenu').then((it) => ({ default: it.PersonMenu })));

/** Where one is, and the way to anything else. */
export function TopBar({ apps, current }: { apps: readonly App[]; current: App | undefined }) {
  const { t, n } = useText();
  const [, navigate] = useLocation();
  const { pending } = useConfirmations();
  const chatOpen = usePreferences((it) => it.chatOpen);
  const approvals = apps.find((it) => it.id === 'approvals')?.path ?? '/';
  return (
    <header className="flex items-center gap-2 border-b border-line bg-desk pr-2 pl-4">
      <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold tracking-tight">
        <Mark /> Aulë
      </Link>
      <Breadcrumb current={current} />
      <button
        type="button"
        onClick={openPalette}
        className="ml-auto flex h-7 items-center gap-2 rounded-control border border-line bg-panel px-2 text-ink-3 transition-colors hover:bg-raised hover:text-ink-2 max-md:border-transparent max-md:bg-transparent md:w-72"
      >
        <Search className="size-4" aria-hidden />
        <span className="max-md:sr-only">{t('frame.search')}</span>
        <kbd className="ml-auto font-mono text-xs max-md:hidden">{keysText('Mod+K', isMac)}</kbd>
      </button>
      <IconButton
        label={`${t('chat.title')} (${keysText('Mod+J', isMac)})`}
        aria-pressed={chatOpen}
        className={classes(chatOpen && 'bg-raised text-ink')}
        onClick={() => toggleChat()}
      >
        <MessagesSquare strokeWidth={1.5} />
      </IconButton>
      <InboxButton />
      <IconButton
        label={pending.length > 0 ? n('bar.waits', pending.length) : t('frame.nothingWaits')}
        className="relative max-sm:hidden"
        onClick={() => navigate(approvals)}
      >
        <Bell strokeWidth={1.5} />
        {pending.length > 0 && (
          <span aria-hidden className="absolute top-1.5 right-1.5 size-2 rounded-full bg-wait outline-2 outline-desk" />
        )}
      </IconButton>
      <Suspense fallback={<CircleUserRound className="m-2 size-4 text-ink-2" strokeWidth={1.5} aria-hidden />}>
        <PersonMenu />
      </Suspense>
    </header>
  );
}

/** What the kernel said and nobody has read yet; a press opens it. */
function InboxButton() {
  const { t, n } = useText();
  const { data } = useInbox();
  const unread = data?.unread_count ?? 0;
  return (
    <IconButton
      label={unread > 0 ? n('inbox.unread', unread) : t('inbox.title')}
      className="relative"
      disabled={!data}
      onClick={() => data && openChat(data.conversation_id)}
    >
      <Inbox strokeWidth={1.5} />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 right-0.5 min-w-4 rounded-full bg-raised px-1 text-center text-xs leading-4 font-medium text-ink tabular-nums"
        >
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </IconButton>
  );
}

function Breadcrumb({ current }: { current: App | undefined }) {
  const { t } = useText();
  const crumbs = useCrumbStore((it) => it.crumbs);
  const project = useCurrentProject();
  const all = [
    ...(project ? [{ label: project.name, path: `/files/${project.id}` }] : []),
    ...(current ? [{ label: t(current.title), path: current.path }] : []),
    ...crumbs,
  ];
  return (
    <nav aria-label={t('frame.breadcrumb')} className="flex min-w-0 items-center gap-1 pl-2 text-ink-3">
      {all.map((it, place) => (
        <Fragment key={`${it.label} ${place}`}>
          {place > 0 && (
            <ChevronRight className={classes('size-3.5 shrink-0', place === 1 && 'max-sm:hidden')} aria-hidden />
          )}
          {place === all.length - 1 ? (
            <span aria-current="page" className="min-w-0 truncate text-ink-2">
              {it.label}
            </span>
          ) : (
            <Link
              href={it.path ?? '#'}
              className={classes(
                'max-w-48 shrink-0 truncate rounded-sm hover:text-ink',
                place === 0 && 'max-sm:hidden',
              )}
            >
              {it.label}
            </Link>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
