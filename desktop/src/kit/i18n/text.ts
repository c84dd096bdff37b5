import { en } from './en';
import { pt } from './pt';

export type Language = 'en' | 'pt-BR';
export type TextKey = keyof typeof en;
export type TextValues = Readonly<Record<string, string | number>>;

/** Keys that exist as `key.one` and `key.other`, to be chosen by a count. */
export type CountKey = {
  [K in TextKey]: K extends `${infer Base}.other` ? (`${Base}.one` extends TextKey ? Base : never) : never;
}[TextKey];

const DICTIONARIES: Record<Language, Record<TextKey, string>> = { en, 'pt-BR': pt };

export function textOf(language: Language, key: TextKey, values: TextValues = {}): string {
  return DICTIONARIES[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function countOf(language: Language, key: CountKey, count: number, values: TextValues = {}): string {
  const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
  return textOf(language, `${key}.${form}`, { ...values, count: count.toLocaleString(language) });
}

export type LanguageChoice = Language | 'system';

export function languageOf(choice: LanguageChoice, spoken: readonly string[]): Language {
  if (choice !== 'system') return choice;
  const first = spoken.find((it) => /^(pt|en)\b/i.test(it));
  return first && /^pt/i.test(first) ? 'pt-BR' : 'en';
}
