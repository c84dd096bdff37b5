import { useEffect, useState } from 'react';
import { classes } from './classes';
import { useText } from './i18n/useText';

/** True once the given time has passed since mounting, so that a fast answer shows no skeleton at all. */
export function useLate(ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return late;
}

export function Bone({ className }: { className?: string }) {
  return <span className={classes('block animate-shimmer rounded-control bg-raised', className)} />;
}

/** Rows in the shape of the list that is being read. */
export function SkeletonRows({ rows = 6, tall = false }: { rows?: number; tall?: boolean }) {
  const { t } = useText();
  const late = useLate();
  return (
    <div role="status" aria-label={t('state.loading')} className="flex flex-col gap-2 p-3">
      {late &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={classes('flex items-center gap-3', tall ? 'h-11' : 'h-7')}>
            <Bone className="size-4 rounded-full" />
            <Bone className={classes('h-3', ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'][row % 4])} />
            <Bone className="ml-auto h-3 w-16" />
          </div>
        ))}
    </div>
  );
}

export function SkeletonText({ lines = 4 }: { lines?: number }) {
  const { t } = useText();
  const late = useLate();
  return (
    <div role="status" aria-label={t('state.loading')} className="flex flex-col gap-2.5 p-4">
      {late &&
        Array.from({ length: lines }, (_, line) => (
          <Bone key={line} className={classes('h-3', ['w-full', 'w-11/12', 'w-4/5', 'w-2/3'][line % 4])} />
        ))}
    </div>
  );
}
