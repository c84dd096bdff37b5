import { useEffect, useRef } from 'react';
import { classes } from './classes';

export interface SegmentsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string; count?: number }[];
  value: T;
  onChange: (value: T) => void;
}

/** A few choices side by side, moved through with the arrow keys; the chosen one is always in sight. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const all = group.current;
    const chosen = all?.querySelector<HTMLElement>('[aria-checked=true]');
    if (!all || !chosen) return;
    const end = chosen.offsetLeft + chosen.offsetWidth;
    if (chosen.offsetLeft < all.scrollLeft || end > all.scrollLeft + all.clientWidth)
      all.scrollLeft = end - all.clientWidth;
  }, [value]);
  const move = (by: number) => {
    const at = options.findIndex((it) => it.value === value);
    const next = options[(at + by + options.length) % options.length];
    if (next) onChange(next.value);
  };
  return (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      className="relative inline-flex max-w-full overflow-x-auto rounded-control border border-line bg-desk p-0.5 [scrollbar-width:none]"
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(by);
        const all = event.currentTarget;
        requestAnimationFrame(() => all.querySelector<HTMLElement>('[aria-checked=true]')?.focus());
      }}
    >
      {options.map((it) => (
        <button
          key={it.value}
          type="button"
          role="radio"
          aria-checked={it.value === value}
          tabIndex={it.value === value ? 0 : -1}
          onClick={() => onChange(it.value)}
          className={classes(
            'flex h-6.5 shrink-0 items-center gap-1.5 rounded-[4px] px-2.5 text-sm transition-colors',
            it.value === value ? 'bg-raised font-medium text-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          {it.label}
          {it.count !== undefined && <span className="text-xs text-ink-3">{it.count}</span>}
        </button>
      ))}
    </div>
  );
}
