import { useMemo } from 'react';
import { usePreferences } from '../preferences';
import { countOf, languageOf, textOf, type CountKey, type Language, type TextKey, type TextValues } from './text';

export interface Words {
  language: Language;
  t: (key: TextKey, values?: TextValues) => string;
  n: (key: CountKey, count: number, values?: TextValues) => string;
}

/** The words of the person's language. */
export function useText(): Words {
  const choice = usePreferences((it) => it.language);
  return useMemo(() => {
    const language = languageOf(choice, navigator.languages);
    return {
      language,
      t: (key, values) => textOf(language, key, values),
      n: (key, count, values) => countOf(language, key, count, values),
    };
  }, [choice]);
}
