import { classes } from './classes';

export interface SegmentsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string; count?: number }[];
  value: T;
  onChange: (value: T) => void;
}

/** A few choices side by side, moved through with the arrow keys. */
export function Segments<T extends string>({ label, options, value, onChange }: SegmentsProps<T>) {
  const move = (by: number) => {
    const at = options.findIndex((it) => it.value === value);
    const next = options[(at + by + options.length) % options.length];
    if (next) onChange(next.value);
  };
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex shrink-0 rounded-control border border-line bg-desk p-0.5"
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        move(by);
        const group = event.currentTarget;
        requestAnimationFrame(() => group.querySelector<HTMLElement>('[aria-checked=true]')?.focus());
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
            'flex h-6.5 items-center gap-1.5 rounded-[4px] px-2.5 text-sm transition-colors',
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
