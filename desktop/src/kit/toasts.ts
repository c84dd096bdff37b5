import { create } from 'zustand';
import type { TextKey, TextValues } from './i18n/text';

export interface ToastSpec {
  text: TextKey;
  values?: TextValues;
  tone?: 'ok' | 'bad';
  /** What takes it back or leads on; offered for ten seconds. */
  action?: { label: TextKey; run: () => void };
}

interface Shown extends ToastSpec {
  id: number;
}

export const useToasts = create<{ shown: readonly Shown[]; nextId: number }>(() => ({ shown: [], nextId: 1 }));

export function dismissToast(id: number): void {
  useToasts.setState(({ shown }) => ({ shown: shown.filter((it) => it.id !== id) }));
}

/** Says that something was just done. */
export function toast(spec: ToastSpec): void {
  const id = useToasts.getState().nextId;
  useToasts.setState(({ shown }) => ({ shown: [...shown.slice(-2), { ...spec, id }], nextId: id + 1 }));
  setTimeout(() => dismissToast(id), spec.action || spec.tone === 'bad' ? 10_000 : 2_500);
}
