import {
  Ban,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  Hand,
  LoaderCircle,
  RotateCw,
  type LucideIcon,
} from 'lucide-react';
import type { RunStatus } from '../kernel/objects';
import { classes } from './classes';
import { useText } from './i18n/useText';

const GLYPHS: Record<RunStatus, { Icon: LucideIcon; tone: string; live?: boolean }> = {
  queued: { Icon: CircleDashed, tone: 'text-ink-3' },
  running: { Icon: LoaderCircle, tone: 'text-ember-ink', live: true },
  waiting: { Icon: Hand, tone: 'text-wait' },
  paused: { Icon: CirclePause, tone: 'text-ink-3' },
  retrying: { Icon: RotateCw, tone: 'text-wait', live: true },
  completed: { Icon: CircleCheck, tone: 'text-ok' },
  failed: { Icon: CircleX, tone: 'text-bad' },
  cancelled: { Icon: Ban, tone: 'text-ink-3' },
};

/** How a run stands, as a glyph that also says it. */
export function StatusGlyph({ status, withWord = false }: { status: RunStatus; withWord?: boolean }) {
  const { t } = useText();
  const { Icon, tone, live } = GLYPHS[status];
  const word = t(`status.${status}`);
  return (
    <span className={classes('inline-flex shrink-0 items-center gap-1.5', tone)} title={word}>
      <Icon
        className={classes('size-4', live && 'animate-turn')}
        strokeWidth={1.75}
        {...(withWord ? { 'aria-hidden': true } : { 'aria-label': word, role: 'img' })}
      />
      {withWord && <span className="text-sm font-medium">{word}</span>}
    </span>
  );
}
