/** Tells the sides of a comparison apart where they do not stand beside each other. */
export function SideMark({ side }: { side: 'A' | 'B' | 'A B' }) {
  return (
    <span className="mt-px inline-flex h-5 min-w-5 shrink-0 items-center justify-center self-start rounded-[4px] bg-raised px-1 font-mono text-xs font-medium whitespace-nowrap text-ink-2">
      {side}
    </span>
  );
}
