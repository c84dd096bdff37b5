import type { RunBody } from './events';

/** What a run asks a person. */
export interface Ask {
  id: string;
  kind: 'approval' | 'question';
  tool: string;
  arguments: string;
  preview: string;
  rule: string;
  reason: string;
  options: readonly string[];
  at: string;
  decision?: string;
  text?: string;
  by?: string;
}

export function askOf(event: RunBody & { type: 'confirmation.requested' }, at: string): Ask {
  return {
    id: event.confirmation_id,
    kind: event.kind,
    tool: event.tool,
    arguments: event.arguments,
    preview: event.preview,
    rule: event.rule,
    reason: event.reason,
    options: event.options,
    at,
  };
}
