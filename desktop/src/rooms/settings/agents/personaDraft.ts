import type { PersonaDraft } from '../../../kernel/api';
import type { Persona } from '../../../kernel/objects';

export const newPersona: PersonaDraft = {
  name: '',
  description: '',
  system_prompt: '',
  icon: 'bot',
  color: 'blue',
  allowed_tools: [],
  model_override: null,
  restarts: 0,
  restart_pause_ms: 60_000,
};

export function draftOf(persona: Persona): PersonaDraft {
  return {
    name: persona.name,
    description: persona.description,
    system_prompt: persona.system_prompt,
    icon: persona.icon,
    color: persona.color,
    allowed_tools: persona.allowed_tools,
    model_override: persona.model_override ?? null,
    restarts: persona.restarts,
    restart_pause_ms: persona.restart_pause_ms,
  };
}

export function copyOf(persona: Persona, name: string): PersonaDraft {
  return { ...draftOf(persona), name };
}

/** A whole number that somebody types, held between two others; the least one for what is none. */
export function wholeNumber(typed: string, least: number, most: number): number {
  const number = Math.round(Number(typed));
  return Number.isFinite(number) ? Math.min(most, Math.max(least, number)) : least;
}

export function canSave(draft: PersonaDraft): boolean {
  return draft.name.trim() !== '' && draft.system_prompt.trim() !== '';
}

/** With no tool marked an agent may use all; so the first mark narrows it to that one. */
export function toggleTool(tools: readonly string[], name: string): string[] {
  return tools.includes(name) ? tools.filter((it) => it !== name) : [...tools, name];
}
