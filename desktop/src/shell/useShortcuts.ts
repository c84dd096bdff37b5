import { useEffect, useRef } from 'react';
import { chordOf, nextMatch, type Shortcut } from './shortcuts';

const handlers = new Map<string, () => void>();

/** Gives the shortcut of this id its meaning for as long as the component is mounted. */
export function useShortcut(id: string, handler: () => void, enabled = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!enabled) return;
    const run = () => latest.current();
    handlers.set(id, run);
    return () => {
      if (handlers.get(id) === run) handlers.delete(id);
    };
  }, [id, enabled]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.matches('input, textarea, select, [contenteditable=true], .monaco-editor *') || target.isContentEditable
  );
}

/** Inside a control, Enter and Space press it; inside a dialog or a menu all single keys belong to it. */
function isTaken(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role=dialog], [role=menu]')) return true;
  return (chord === 'Enter' || chord === 'Space') && target.matches('button, a, [role=tab], [role=radio], summary');
}

/** Listens for all shortcuts; once in the frame. */
export function useShortcutListener(all: readonly Shortcut[], room: string): void {
  useEffect(() => {
    let pending = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      const chord = chordOf(event);
      const bare = !chord.startsWith('Mod+');
      if (event.defaultPrevented || (bare && (isTyping(event.target) || isTaken(event.target, chord)))) return;
      const match = nextMatch(all, room, pending, chord);
      pending = match.pending;
      clearTimeout(timer);
      if (pending) timer = setTimeout(() => (pending = ''), 1000);
      const handler = match.shortcut && handlers.get(match.shortcut.id);
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
    };
  }, [all, room]);
}
