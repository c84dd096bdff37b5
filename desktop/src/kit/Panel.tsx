import type { ReactNode } from 'react';
import { classes } from './classes';

export interface PanelProps {
  title?: ReactNode;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A bounded piece of a room with an optional heading. */
export function Panel({ title, aside, className, children }: PanelProps) {
  return (
    <section className={classes('rounded-panel border border-line bg-panel', className)}>
      {title !== undefined && (
        <header className="flex h-10 items-center justify-between gap-2 border-b border-line px-3">
          <h2 className="truncate font-medium">{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  );
}
