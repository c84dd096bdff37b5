import { create } from 'zustand';
import { usePreferences } from '../kit/preferences';

/** What floats over the desktop right now. */
export const usePanels = create<{ palette: boolean; shortcuts: boolean }>(() => ({ palette: false, shortcuts: false }));

export function openPalette(): void {
  usePanels.setState({ palette: true });
}

export function toggleChat(open?: boolean): void {
  usePreferences.setState((it) => ({ chatOpen: open ?? !it.chatOpen }));
}

/** Opens the chat beside the stage on a conversation, or on a new one. */
export function openChat(conversation: string | null): void {
  usePreferences.setState({ chatOpen: true, chatConversation: conversation });
}
