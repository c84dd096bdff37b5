/** How far something is, from 0 to 1. */
export function Progress({ part, label }: { part: number; label: string }) {
  const percent = Math.round(Math.min(Math.max(part, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1 w-full overflow-hidden rounded-full bg-raised"
    >
      <div
        className="h-full origin-left rounded-full bg-ember transition-transform duration-180 ease-out"
        style={{ transform: `scaleX(${percent / 100})` }}
      />
    </div>
  );
}
