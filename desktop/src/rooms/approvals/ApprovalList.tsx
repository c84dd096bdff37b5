import { CircleCheck, CircleX, Hand, MessageCircleQuestion } from 'lucide-react';
import { Link } from 'wouter';
import type { Confirmation } from '../../kernel/objects';
import { exactOf } from '../../kit/approvalForm';
import { Chip } from '../../kit/Chip';
import { classes } from '../../kit/classes';
import { ExactText } from '../../kit/Exact';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { batchesOf } from './batches';

export interface ApprovalListProps {
  confirmations: readonly Confirmation[];
  current: string | undefined;
}

export function ApprovalList({ confirmations, current }: ApprovalListProps) {
  return (
    <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      {batchesOf(confirmations).map(({ key, items }) => {
        const shown = items.find((it) => it.id === current) ?? items[0];
        return (
          shown && (
            <li key={key}>
              <Row confirmation={shown} count={items.length} here={shown.id === current} />
            </li>
          )
        );
      })}
    </ul>
  );
}

function Glyph({ confirmation }: { confirmation: Confirmation }) {
  const { t } = useText();
  const props = { className: 'size-4 shrink-0', role: 'img', 'aria-label': t(`approval.${confirmation.status}`) };
  if (confirmation.status === 'pending') {
    return confirmation.kind === 'question' ? (
      <MessageCircleQuestion {...props} className="size-4 shrink-0 text-wait" />
    ) : (
      <Hand {...props} className="size-4 shrink-0 text-wait" />
    );
  }
  return confirmation.status === 'approved' || confirmation.status === 'answered' ? (
    <CircleCheck {...props} className="size-4 shrink-0 text-ok" />
  ) : (
    <CircleX {...props} className="size-4 shrink-0 text-ink-3" />
  );
}

function Row({ confirmation, count, here }: { confirmation: Confirmation; count: number; here: boolean }) {
  const { t } = useText();
  const exact = exactOf(confirmation);
  const line = ('command' in exact ? exact.command : exact.preview).split('\n')[0] ?? '';
  return (
    <Link
      href={`/approvals/${confirmation.id}`}
      aria-current={here ? 'true' : undefined}
      className={classes(
        'flex min-h-13 items-center gap-3 rounded-control px-2.5 py-1.5 transition-colors',
        here ? 'bg-raised' : 'hover:bg-panel',
      )}
    >
      <Glyph confirmation={confirmation} />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">
            {confirmation.kind === 'question' ? t('approval.question') : confirmation.tool}
          </span>
          {count > 1 && <Chip tone="wait">{count}</Chip>}
          <Time at={confirmation.created_at} className="ml-auto shrink-0 text-sm text-ink-3" />
        </span>
        <span className={classes('block truncate text-sm text-ink-2', 'command' in exact && 'font-mono')}>
          <ExactText text={line} />
        </span>
      </span>
    </Link>
  );
}
