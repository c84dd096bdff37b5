import { useEffect, useSyncExternalStore } from 'react';
import { isDark, usePreferences } from '../kit/preferences';
import { useText } from '../kit/i18n/useText';
import { useSettings } from './queries';

const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)');

function onSystemTheme(notify: () => void): () => void {
  const query = darkQuery();
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
}

/** True while the desktop is shown dark. */
export function useDark(): boolean {
  const choice = usePreferences((it) => it.theme);
  const systemIsDark = useSyncExternalStore(onSystemTheme, () => darkQuery().matches);
  return isDark(choice, systemIsDark);
}

/** Gives the page its theme and its language. */
export function useAppearance(): void {
  const dark = useDark();
  const { language } = useText();
  useEffect(() => {
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }, [dark]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
}

/** What was chosen on another machine holds here too. */
export function useSharedPreferences(): void {
  const { data } = useSettings();
  const theme = data?.theme;
  const language = data?.language;
  useEffect(() => {
    if (theme) usePreferences.setState({ theme });
    if (language) usePreferences.setState({ language });
  }, [theme, language]);
}
