import { lazy, Suspense, useRef } from 'react';
import { SkeletonText } from '../../kit/Skeleton';
import { CHAT_WIDTH, clampChatWidth, usePreferences } from '../../kit/preferences';
import { useText } from '../../kit/i18n/useText';

const ChatPanel = lazy(() => import('./ChatPanel').then((it) => ({ default: it.ChatPanel })));

/** The chat beside the stage; on a phone a sheet over it. */
export function ChatDock() {
  const { t } = useText();
  const width = usePreferences((it) => it.chatWidth);
  return (
    <aside
      aria-label={t('chat.title')}
      style={{ '--chat-width': `${width}px` } as React.CSSProperties}
      className="relative z-30 flex min-h-0 shrink-0 border-line bg-panel max-md:fixed max-md:inset-x-0 max-md:top-11 max-md:bottom-0 max-md:animate-sheet max-md:rounded-t-window max-md:border-t max-md:shadow-float md:w-(--chat-width) md:border-l"
    >
      <WidthHandle width={width} />
      <Suspense fallback={<SkeletonText />}>
        <ChatPanel />
      </Suspense>
    </aside>
  );
}

const STEP = 16;

function WidthHandle({ width }: { width: number }) {
  const { t } = useText();
  const start = useRef<{ x: number; width: number } | null>(null);
  const set = (next: number) => usePreferences.setState({ chatWidth: clampChatWidth(next) });
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('chat.width')}
      aria-valuenow={width}
      aria-valuemin={CHAT_WIDTH.least}
      aria-valuemax={CHAT_WIDTH.most}
      tabIndex={0}
      className="absolute inset-y-0 -left-1 z-1 w-2 cursor-col-resize touch-none transition-colors hover:bg-ember-wash max-md:hidden"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => start.current && set(start.current.width + start.current.x - event.clientX)}
      onPointerUp={() => (start.current = null)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') set(width + STEP);
        if (event.key === 'ArrowRight') set(width - STEP);
      }}
    />
  );
}
