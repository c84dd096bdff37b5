import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { LanguageChoice } from './i18n/text';

export type ThemeChoice = 'dark' | 'light' | 'system';

export interface Preferences {
  language: LanguageChoice;
  theme: ThemeChoice;
  chatOpen: boolean;
  chatWidth: number;
  chatConversation: string | null;
  /** Who answers in the next new conversation; the usual agent if nobody was chosen. */
  chatPersona: string | null;
  project: string | null;
}

/** What this browser remembers of its person. */
export const usePreferences = create<Preferences>()(
  persist(
    (): Preferences => ({
      language: 'system',
      theme: 'system',
      chatOpen: false,
      chatWidth: 400,
      chatConversation: null,
      chatPersona: null,
      project: null,
    }),
    { name: 'aule.preferences' },
  ),
);

export const CHAT_WIDTH = { least: 360, most: 560 };

export function clampChatWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, CHAT_WIDTH.least), CHAT_WIDTH.most));
}

export function isDark(choice: ThemeChoice, systemIsDark: boolean): boolean {
  return choice === 'system' ? systemIsDark : choice === 'dark';
}
