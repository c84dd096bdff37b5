export const HEAD = 'h-8 px-3 text-sm font-normal whitespace-nowrap text-ink-3';
export const CELL = 'px-3 py-1.5';
export const NUMBER = 'px-3 py-1.5 text-right font-mono text-sm whitespace-nowrap';
