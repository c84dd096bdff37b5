import type { ITheme } from '@xterm/xterm';

const NAMES: Readonly<Record<string, string>> = {
  background: '--surface-0',
  foreground: '--ink',
  cursor: '--ember',
  cursorAccent: '--surface-0',
  black: '--surface-3',
  red: '--bad',
  green: '--ok',
  yellow: '--wait',
  blue: '--info',
  magenta: '--persona-violet',
  cyan: '--persona-cyan',
  white: '--ink-2',
  brightBlack: '--ink-3',
  brightRed: '--persona-rose',
  brightGreen: '--persona-emerald',
  brightYellow: '--persona-amber',
  brightBlue: '--persona-blue',
  brightMagenta: '--persona-violet',
  brightCyan: '--persona-cyan',
  brightWhite: '--ink',
};

/** The desktop's own colours as a terminal names them. */
export function themeOf(element: Element): ITheme {
  const style = getComputedStyle(element);
  const theme = Object.fromEntries(
    Object.entries(NAMES).map(([name, token]) => [name, opaque(style.getPropertyValue(token))]),
  );
  return { ...theme, selectionBackground: `${opaque(style.getPropertyValue('--ember'))}59` };
}

/** Any colour of the page as six hexadecimal digits, which is all that a terminal can calculate with. */
function opaque(colour: string): string {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas) return '#808080';
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((it) => it.toString(16).padStart(2, '0')).join('')}`;
}
