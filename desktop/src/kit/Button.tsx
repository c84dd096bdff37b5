import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'dense' | 'usual' | 'touch';
  icon?: ReactNode;
  /** Keys that do the same, shown beside the label. */
  keys?: string;
}

const LOOKS = {
  primary: 'bg-(--ember-button) text-on-ember hover:bg-ember-hover border-transparent font-medium',
  plain: 'bg-raised border-line hover:bg-hover text-ink',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink',
  danger: 'bg-bad-wash border-transparent text-bad hover:bg-hover',
};

const SIZES = { dense: 'h-7 px-2 text-sm', usual: 'h-8 px-3', touch: 'h-11 px-4' };

export function Button({ look = 'plain', size = 'usual', icon, keys, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classes(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-control border transition-colors',
        'disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
        SIZES[size],
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
      {keys && <kbd className="font-mono text-xs opacity-80 max-sm:hidden">{keys}</kbd>}
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does; the only name it has. */
  label: string;
  size?: 'dense' | 'usual' | 'touch';
}

const SQUARES = { dense: 'size-7', usual: 'size-8', touch: 'size-11' };

export function IconButton({ label, size = 'usual', className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-control text-ink-2 transition-colors',
        'hover:bg-hover hover:text-ink disabled:opacity-50 [&_svg]:size-4',
        SQUARES[size],
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
