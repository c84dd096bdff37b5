import { argumentsOf } from './confirmations';

/** The one argument that matters of a tool call, and how much text it carries beside. */
export interface CallWords {
  main: string;
  bytes: number | null;
}

const MAIN = [
  'command',
  'code',
  'path',
  'from',
  'question',
  'url',
  'query',
  'thought',
  'answer',
  'name',
  'text',
  'pattern',
];

export function callWords(args: string): CallWords {
  const values = argumentsOf(args);
  const key = MAIN.find((it) => typeof values[it] === 'string') ?? Object.keys(values)[0];
  const value = key === undefined ? '' : values[key];
  const main = Array.isArray(value) ? value.join(' ') : typeof value === 'string' ? value : JSON.stringify(value ?? '');
  const target = key === 'from' && typeof values['to'] === 'string' ? `${main} → ${values['to']}` : main;
  const content = values['content'];
  return { main: target, bytes: typeof content === 'string' ? new TextEncoder().encode(content).length : null };
}

/** JSON for people: indented, and with the strings' line breaks as they are. */
export function prettyArguments(args: string): string {
  try {
    return JSON.stringify(JSON.parse(args), null, 2);
  } catch {
    return args;
  }
}
