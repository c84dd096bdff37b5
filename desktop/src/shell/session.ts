import { create } from 'zustand';
import type { Me } from '../kernel/objects';

/**
 * `unknown` until the kernel was asked; `signedOut` when nobody has signed in since this page opened; `expired` when
 * somebody had, so that what they were writing stays behind the question.
 */
export type SessionState = 'unknown' | 'signedOut' | 'signedIn' | 'expired';

export interface Session {
  state: SessionState;
  me: Me | null;
}

export const useSession = create<Session>(() => ({ state: 'unknown', me: null }));

export function signedIn(me: Me): void {
  useSession.setState({ state: 'signedIn', me });
}

export function signedOut(): void {
  useSession.setState({ state: 'signedOut', me: null });
}

/** A request was refused for want of a session. */
export function sessionLost(): void {
  useSession.setState((it) => ({
    ...it,
    state: it.state === 'signedIn' ? 'expired' : it.state === 'expired' ? 'expired' : 'signedOut',
  }));
}

/** The code in what a person pasted: the code itself or the whole sign-in link. */
export function codeIn(pasted: string): string {
  const text = pasted.trim();
  return /[?&]code=([^&\s]+)/.exec(text)?.[1] ?? text;
}
