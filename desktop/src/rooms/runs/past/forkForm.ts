import { argumentsOf } from '../../../kernel/confirmations';
import type { Run } from '../../../kernel/objects';
import type { ForkChange, ForkFiles } from '../../../kernel/past';
import type { StrandItem } from '../../../kernel/strand';
import type { TextKey } from '../../../kit/i18n/text';

/** Where a fork leaves its run: at an event, with what hangs there; without a position, at the end. */
export interface ForkPlace {
  position: number | null;
  item?: StrandItem | undefined;
  /** The model's answer that it is, where no item tells. */
  step?: number;
}

export interface CallForm {
  tool: string;
  arguments: string;
}

/** What a person can change about a fork; it begins as everything was. */
export interface ForkForm {
  goal: string;
  message: string;
  model: string;
  persona: string;
  files: ForkFiles;
  text: string;
  calls: readonly CallForm[];
  ok: boolean;
  output: string;
}

export const LONGEST_OUTPUT = 16_000;

/** The answer that the place ends with, if a person can write another one there. */
export function answerAt(place: ForkPlace) {
  return place.position !== null && place.item?.kind === 'model' ? place.item : undefined;
}

/** The result that the place ends with, if there is one yet. */
export function resultAt(place: ForkPlace) {
  const call = place.position !== null && place.item?.kind === 'call' ? place.item : undefined;
  return call && (call.state === 'ok' || call.state === 'failed') ? call : undefined;
}

export function formOf(run: Run, place: ForkPlace): ForkForm {
  const answer = answerAt(place);
  const result = resultAt(place);
  return {
    goal: run.goal,
    message: '',
    model: '',
    persona: '',
    files: 'copy',
    text: answer?.text ?? '',
    calls: (answer?.requests ?? []).map((it) => ({ tool: it.tool, arguments: pretty(it.arguments) })),
    ok: result?.state !== 'failed',
    output: result?.output ?? '',
  };
}

/** What keeps the fork from being started, for a person to correct. */
export function problemOf(form: ForkForm, run: Run, place: ForkPlace): { text: TextKey; tool?: string } | undefined {
  if (!form.goal.trim()) return { text: 'fork.noGoal' };
  const change = changeOf(form, run, place);
  if (change.result && form.output.length > LONGEST_OUTPUT) return { text: 'fork.longOutput' };
  if (!change.answer) return undefined;
  const wrong = form.calls.find((it) => !isObject(it.arguments));
  if (wrong) return { text: 'fork.notJson', tool: wrong.tool };
  return form.calls.some((it) => !it.tool.trim()) ? { text: 'fork.noTool' } : undefined;
}

/** Only what differs from how it was. */
export function changeOf(form: ForkForm, run: Run, place: ForkPlace): ForkChange {
  const before = formOf(run, place);
  const answer = answerAt(place);
  const sameAnswer = form.text === before.text && JSON.stringify(form.calls) === JSON.stringify(before.calls);
  const sameResult = form.ok === before.ok && form.output === before.output;
  return {
    workspace: form.files,
    ...(place.position === null ? {} : { at: place.position }),
    ...(form.goal.trim() === run.goal ? {} : { goal: form.goal.trim() }),
    ...(form.message.trim() ? { message: form.message.trim() } : {}),
    ...(form.model ? { model: form.model } : {}),
    ...(form.persona ? { persona_id: form.persona } : {}),
    ...(answer && !sameAnswer
      ? {
          answer: {
            thought: answer.thought,
            text: form.text,
            tool_calls: form.calls.map((it) => ({ tool: it.tool, arguments: argumentsOf(it.arguments) })),
          },
        }
      : {}),
    ...(resultAt(place) && !sameResult ? { result: { ok: form.ok, output: form.output } } : {}),
  };
}

function pretty(json: string): string {
  return isObject(json) ? JSON.stringify(JSON.parse(json), null, 2) : json;
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
