import { GitFork } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button';
import { clockTime, exactTime } from '../format';
import { classes } from '../classes';
import { useText } from '../i18n/useText';

export interface KnotProps {
  glyph: ReactNode;
  at?: string | undefined;
  compact: boolean;
  live?: boolean;
  tone?: string;
  onFork?: (() => void) | undefined;
  children: ReactNode;
}

/** One thing on the rail: its glyph, its time and what hangs there. */
export function Knot({ glyph, at, compact, live = false, tone = 'text-ink-3', onFork, children }: KnotProps) {
  const { t, language } = useText();
  return (
    <li className={classes('group/knot relative flex gap-2.5 pb-2.5', !compact && 'sm:pl-16')}>
      {!compact && at && (
        <time
          dateTime={at}
          title={exactTime(at, language)}
          className="absolute top-[3px] left-0 hidden w-13 text-right font-mono text-xs text-ink-3 sm:block"
        >
          {clockTime(at, language)}
        </time>
      )}
      <span
        aria-hidden
        className={classes(
          'relative z-1 mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full bg-[var(--strand-ground,var(--surface-0))] [&_svg]:size-3.5',
          tone,
          live && 'animate-breathe',
        )}
      >
        {glyph}
      </span>
      <div className="min-w-0 flex-1">{children}</div>
      {onFork && (
        <IconButton
          size="dense"
          label={t('fork.title')}
          onClick={onFork}
          className="-mt-0.5 -ml-1 opacity-0 group-hover/knot:opacity-100 focus-visible:opacity-100 max-sm:hidden"
        >
          <GitFork />
        </IconButton>
      )}
    </li>
  );
}
