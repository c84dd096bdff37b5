import type { Arguments, Confirmation } from '../kernel/objects';

/** One argument as a person edits it: text as text, anything else as JSON. */
export interface ArgumentField {
  name: string;
  text: string;
  isText: boolean;
}

export function fieldsOf(args: Arguments): ArgumentField[] {
  return Object.entries(args).map(([name, value]) =>
    typeof value === 'string'
      ? { name, text: value, isText: true }
      : { name, text: JSON.stringify(value, null, 2), isText: false },
  );
}

/** The arguments that the fields stand for, or the name of the field that is no JSON. */
export function argumentsFrom(fields: readonly ArgumentField[]): { args: Arguments } | { wrong: string } {
  const args: Record<string, unknown> = {};
  for (const field of fields) {
    try {
      args[field.name] = field.isText ? field.text : (JSON.parse(field.text) as unknown);
    } catch {
      return { wrong: field.name };
    }
  }
  return { args };
}

/** The exact thing to decide about: the command of a command, the diff or words of the preview, else the arguments. */
export function exactOf(
  confirmation: Pick<Confirmation, 'arguments' | 'preview'>,
): { command: string } | { preview: string } {
  const { command } = confirmation.arguments;
  if (typeof command === 'string') return { command };
  return { preview: confirmation.preview };
}
