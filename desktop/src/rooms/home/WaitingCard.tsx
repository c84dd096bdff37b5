import { ChevronRight, Hand, MessageCircleQuestion } from 'lucide-react';
import { Link } from 'wouter';
import type { Confirmation } from '../../kernel/objects';
import { exactOf } from '../../kit/approvalForm';
import { ExactText } from '../../kit/Exact';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';

/** One thing that waits for a person, a click from its answer. */
export function WaitingCard({ confirmation }: { confirmation: Confirmation }) {
  const { t } = useText();
  const question = confirmation.kind === 'question';
  const exact = exactOf(confirmation);
  const line = ('command' in exact ? exact.command : exact.preview).split('\n')[0] ?? '';
  const Icon = question ? MessageCircleQuestion : Hand;
  return (
    <Link
      href={`/approvals/${confirmation.id}`}
      className="flex min-h-12 items-center gap-3 rounded-panel border border-[color-mix(in_oklch,var(--wait)_40%,transparent)] bg-wait-wash px-3 py-2 transition-colors hover:bg-raised"
    >
      <Icon className="size-4 shrink-0 text-wait" strokeWidth={1.75} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {question ? t('approval.question') : t('approval.of', { tool: confirmation.tool })}
        </span>
        <span className={question ? 'block truncate text-ink-2' : 'block truncate font-mono text-sm text-ink-2'}>
          <ExactText text={line} />
        </span>
      </span>
      <Time at={confirmation.created_at} className="shrink-0 text-sm text-ink-3" />
      <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden />
    </Link>
  );
}
