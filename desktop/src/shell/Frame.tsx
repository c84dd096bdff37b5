import { WifiOff } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { usePreferences } from '../kit/preferences';
import { SkeletonRows } from '../kit/Skeleton';
import { Toasts } from '../kit/Toasts';
import { useText } from '../kit/i18n/useText';
import { appAt, type App } from './app';
import { ChatDock } from './chat/ChatDock';
import { Dock } from './Dock';
import { Lost } from './Lost';
import { useLive } from './live';
import { toggleChat, openPalette, usePanels } from './panels';
import { RoomBoundary } from './RoomBoundary';
import { shellShortcuts } from './shellShortcuts';
import { StatusBar } from './StatusBar';
import { TopBar } from './TopBar';
import { useShortcut, useShortcutListener } from './useShortcuts';

const Palette = lazy(() => import('./palette/Palette').then((it) => ({ default: it.Palette })));
const ShortcutsOverlay = lazy(() => import('./ShortcutsOverlay').then((it) => ({ default: it.ShortcutsOverlay })));

function GoTo({ app }: { app: App }) {
  const [, navigate] = useLocation();
  useShortcut(`go.${app.id}`, () => navigate(app.path));
  return null;
}

/** Bars, dock, stage and chat. It knows rooms only by their rows in the list. */
export function Frame({ apps }: { apps: readonly App[] }) {
  const { t } = useText();
  const [path] = useLocation();
  const current = appAt(apps, path);
  const shortcuts = useMemo(() => [...shellShortcuts(apps), ...apps.flatMap((it) => it.shortcuts)], [apps]);
  const panels = usePanels();
  const chatOpen = usePreferences((it) => it.chatOpen);
  const chatOnStage = path === '/chat' || path.startsWith('/chat/');
  useShortcutListener(shortcuts, current?.id ?? '');
  useShortcut('palette', openPalette);
  useShortcut('chat', () => toggleChat());
  useShortcut('shortcuts', () => usePanels.setState({ shortcuts: true }));
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[44px_auto_minmax(0,1fr)_auto]">
      <a
        href="#stage"
        className="sr-only z-80 rounded-control bg-raised px-3 py-2 focus:not-sr-only focus:absolute focus:top-1 focus:left-1"
      >
        {t('frame.skip')}
      </a>
      {apps.map((it) => (
        <GoTo key={it.id} app={it} />
      ))}
      <TopBar apps={apps} current={current} />
      <OfflineBanner />
      <div className="flex min-h-0 max-sm:flex-col-reverse">
        <Dock apps={apps} current={current} />
        <main id="stage" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 overflow-hidden focus:outline-none">
          <Stage apps={apps} room={current?.id ?? ''} />
        </main>
        {chatOpen && !chatOnStage && (
          <RoomBoundary>
            <ChatDock />
          </RoomBoundary>
        )}
      </div>
      <StatusBar />
      <RoomBoundary>
        <Suspense>
          {panels.palette && <Palette apps={apps} />}
          {panels.shortcuts && <ShortcutsOverlay apps={apps} all={shortcuts} />}
        </Suspense>
      </RoomBoundary>
      <Toasts />
    </div>
  );
}

const ChatStage = lazy(() => import('./chat/ChatStage').then((it) => ({ default: it.ChatStage })));

/** A room that broke is forgotten when one leaves it. */
function Stage({ apps, room }: { apps: readonly App[]; room: string }) {
  const rooms = useMemo(() => apps.map((app) => ({ app, Window: lazy(app.load) })), [apps]);
  return (
    <RoomBoundary key={room}>
      <Suspense fallback={<SkeletonRows />}>
        <Switch>
          <Route path="/chat/:id?" component={ChatStage} />
          {rooms.map(({ app, Window }) => (
            <Route key={app.id} path={app.path === '/' ? '/' : `${app.path}/*?`} component={Window} />
          ))}
          <Route component={Lost} />
        </Switch>
      </Suspense>
    </RoomBoundary>
  );
}

function OfflineBanner() {
  const { t } = useText();
  const offline = useLive((it) => it.connection === 'offline');
  return (
    <div role="status">
      {offline && (
        <p className="flex h-8 animate-fade items-center justify-center gap-2 border-b border-line bg-wait-wash px-3 text-sm text-wait">
          <WifiOff className="size-4 shrink-0" aria-hidden />
          <span className="truncate">{t('frame.offline')}</span>
        </p>
      )}
    </div>
  );
}
