import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Run } from '../../kernel/objects';
import { useShortcut } from '../../shell/useShortcuts';

/** The run that the keyboard stands on, and whether it is looked into. */
export function useSelection(runs: readonly Run[]) {
  const [, navigate] = useLocation();
  const [selected, setSelected] = useState<string | null>(null);
  const [peeking, setPeeking] = useState(false);
  const at = runs.findIndex((it) => it.id === selected);
  const move = (by: number) => {
    const next = runs[Math.min(Math.max(at + by, 0), runs.length - 1)];
    if (!next) return;
    setSelected(next.id);
    document.getElementById(`row-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  useShortcut('runs.next', () => move(1));
  useShortcut('runs.previous', () => move(-1));
  useShortcut('runs.open', () => selected && navigate(`/runs/${selected}`), at >= 0);
  useShortcut('runs.peek', () => setPeeking(!peeking), at >= 0);
  useShortcut('runs.back', () => setPeeking(false), peeking);
  return {
    selected,
    setSelected,
    peeked: peeking && at >= 0 ? selected : null,
    setPeeked: (id: string | null) => setPeeking(id !== null),
  };
}
