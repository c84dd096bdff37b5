import type { Delta } from './events';

/** How fast models speak: what was said within the last seconds. */
export interface TokenRate {
  model: string;
  heard: readonly { at: number; chars: number }[];
}

export const noRate: TokenRate = { model: '', heard: [] };

const WINDOW_MS = 3_000;
const CHARS_PER_TOKEN = 4;

export function addToRate(rate: TokenRate, delta: Delta, now: number): TokenRate {
  if (delta.type === 'model.asked') return { ...rate, model: delta.text };
  if (delta.type !== 'message.delta' && delta.type !== 'thought.delta') return rate;
  const heard = [...rate.heard.filter((it) => now - it.at < WINDOW_MS), { at: now, chars: delta.text.length }];
  return { ...rate, heard };
}

/** Tokens a second by the usual length of a token; 0 when nothing is being said. */
export function tokensPerSecond(rate: TokenRate, now: number): number {
  const recent = rate.heard.filter((it) => now - it.at < WINDOW_MS);
  const first = recent[0];
  if (!first) return 0;
  const seconds = Math.max((now - first.at) / 1000, 1);
  return recent.reduce((sum, it) => sum + it.chars, 0) / CHARS_PER_TOKEN / seconds;
}
