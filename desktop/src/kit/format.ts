import type { Language } from './i18n/text';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, in the shortest words that are true. */
export function relativeTime(at: string, now: number, language: Language): string {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'second');
}

export function exactTime(at: string, language: Language): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });
}

export function clockTime(at: string, language: Language): string {
  return new Date(at).toLocaleTimeString(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
}

export function bytesText(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString(language, { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 })} ${units[unit] ?? ''}`;
}

/** 950, 12.4k, 1.3M: a number that is read, not compared. */
export function compactNumber(value: number, language: Language): string {
  if (value < 1000) return value.toLocaleString(language);
  const [size, letter] = value < 1_000_000 ? [1000, 'k'] : [1_000_000, 'M'];
  const scaled = value / size;
  return scaled.toLocaleString(language, { maximumFractionDigits: scaled >= 100 ? 0 : 1 }) + letter;
}

/** A share from 0 to 1 in whole percents, of which only all is 100. */
export function percentText(share: number, language: Language): string {
  const whole = share < 1 ? Math.min(0.99, share) : 1;
  return whole.toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 });
}

export function durationText(ms: number, language: Language): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toLocaleString(language, { maximumFractionDigits: seconds < 10 ? 1 : 0 })} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The kind and the last letters, which are the ones that differ. */
export function shortId(id: string): string {
  const dash = id.indexOf('-');
  return id.length - dash <= 9 ? id : `${id.slice(0, dash + 1)}${id.slice(-6)}`;
}

/** Dollars of the wire's decimal text: cents, and for less than ten cents two digits that count. */
export function moneyText(dollars: string, language: Language): string {
  const value = Number(dollars);
  const small = value !== 0 && Math.abs(value) < 0.1;
  const digits = small ? Math.min(Math.max(1 - Math.floor(Math.log10(Math.abs(value))), 2), 6) : 2;
  return value.toLocaleString(language, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  });
}
