import type { ReactNode } from 'react';
import { classes } from './classes';

export type Tone = 'plain' | 'ok' | 'wait' | 'bad' | 'info' | 'ember';

const TONES: Record<Tone, string> = {
  plain: 'bg-raised text-ink-2',
  ok: 'bg-ok-wash text-ok',
  wait: 'bg-wait-wash text-wait',
  bad: 'bg-bad-wash text-bad',
  info: 'bg-info-wash text-info',
  ember: 'bg-ember-wash text-ember-ink',
};

export function Chip({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-full px-2 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </span>
  );
}

export interface FilterChipProps {
  on: boolean;
  onToggle: () => void;
  icon?: ReactNode;
  children: ReactNode;
}

/** A filter that is on or off. */
export function FilterChip({ on, onToggle, icon, children }: FilterChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onToggle}
      className={classes(
        'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-sm transition-colors [&_svg]:size-3.5',
        on ? 'border-ember bg-ember-wash text-ember-ink' : 'border-line text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      {icon}
      {children}
    </button>
  );
}
