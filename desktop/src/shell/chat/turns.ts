import { hasEnded, type Message, type Run } from '../../kernel/objects';
import type { RunFacts } from '../../kernel/runFacts';

/** One thing in the conversation: what was said, or a run that is still on its answer or ended without one. */
export type Turn =
  | { kind: 'message'; key: string; message: Message }
  | { kind: 'run'; key: string; runId: string }
  | { kind: 'sending'; key: string; text: string };

/** The runs of a conversation that are known to be at work. */
export function activeRunsOf(
  conversation: string,
  facts: Readonly<Record<string, RunFacts>>,
  runs: readonly Run[],
): string[] {
  const heard = Object.entries(facts)
    .filter(([, it]) => it.conversationId === conversation && !(it.status && hasEnded(it.status)))
    .map(([id]) => id);
  const read = runs.filter((it) => it.conversation_id === conversation && !hasEnded(it.status)).map((it) => it.id);
  return [...new Set([...read, ...heard])];
}

/**
 * Messages in order, each run once: under its answer when there is one, else after the words that started it.
 *
 * @param sending what was just sent and is not among the messages yet
 */
export function turnsOf(messages: readonly Message[], active: readonly string[], sending: string | null): Turn[] {
  const answered = new Set(messages.filter((it) => it.role === 'assistant').map((it) => it.run_id));
  const shown = new Set<string>();
  const turns: Turn[] = [];
  const addRun = (runId: string) => {
    if (answered.has(runId) || shown.has(runId)) return;
    shown.add(runId);
    turns.push({ kind: 'run', key: runId, runId });
  };
  for (const message of messages) {
    if (message.role === 'tool' || message.role === 'system') continue;
    turns.push({ kind: 'message', key: message.id, message });
    if (message.role === 'user' && message.run_id) addRun(message.run_id);
  }
  if (sending !== null) turns.push({ kind: 'sending', key: 'sending', text: sending });
  active.forEach(addRun);
  return turns;
}

export interface Mention {
  kind: 'agent' | 'file';
  typed: string;
  start: number;
}

/** The `@agent` or `#file` being typed right before the caret. */
export function mentionAt(text: string, caret: number): Mention | null {
  const match = /(?:^|\s)([@#])([^\s@#]*)$/.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[2] ?? '';
  return { kind: match[1] === '@' ? 'agent' : 'file', typed, start: caret - typed.length - 1 };
}
