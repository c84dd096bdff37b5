import { argumentsOf } from '../kernel/confirmations';
import type { Confirmation } from '../kernel/objects';
import type { Ask } from '../kernel/ask';
import { ApprovalCard } from '../kit/ApprovalCard';
import { useLive } from './live';
import { useResolve } from './useResolve';

const STATUS: Readonly<Record<string, Confirmation['status']>> = {
  approve: 'approved',
  edit: 'approved',
  reject: 'rejected',
  answer: 'answered',
  expire: 'expired',
};

/** What a strand asks, answered where it hangs. */
export function AskCard({ ask, runEnded }: { ask: Ask; runEnded: boolean }) {
  const known = useLive((it) => it.confirmations[ask.id]);
  const resolve = useResolve(ask.id);
  const status = ask.decision ? (STATUS[ask.decision] ?? 'cancelled') : runEnded ? 'cancelled' : 'pending';
  const confirmation: Confirmation = known ?? {
    id: ask.id,
    call_id: '',
    kind: ask.kind,
    tool: ask.tool,
    arguments: argumentsOf(ask.arguments),
    preview: ask.preview,
    rule: ask.rule,
    reason: ask.reason,
    options: [...ask.options],
    status,
    created_at: ask.at,
    text: ask.text ?? null,
  };
  return (
    <div className="mt-2">
      <ApprovalCard
        confirmation={{ ...confirmation, status: confirmation.status === 'pending' ? status : confirmation.status }}
        busy={resolve.isPending}
        onResolve={(it) => resolve.mutate(it)}
      />
    </div>
  );
}
