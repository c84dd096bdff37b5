import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Confirmation, Resolution } from '../../kernel/objects';
import { ApprovalCard } from '../../kit/ApprovalCard';
import { Avatar } from '../../kit/Avatar';
import { IconButton } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { ShortId } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { useCrumbs } from '../../shell/crumbs';
import { usePersona, useRun } from '../../shell/queries';
import { useResolve } from '../../shell/useResolve';
import { useShortcut } from '../../shell/useShortcuts';

export interface ApprovalViewProps {
  confirmation: Confirmation;
  onResolved: () => void;
}

/** The thing itself, and the keys that decide. */
export function ApprovalView({ confirmation, onResolved }: ApprovalViewProps) {
  const { t } = useText();
  const [, navigate] = useLocation();
  const [editing, setEditing] = useState(false);
  const resolve = useResolve(confirmation.id);
  const decide = (resolution: Resolution) => resolve.mutate(resolution, { onSuccess: onResolved });
  const open = confirmation.status === 'pending' && confirmation.kind === 'approval' && !resolve.isPending && !editing;
  useCrumbs({ label: confirmation.kind === 'question' ? t('approval.question') : confirmation.tool });
  useShortcut('approvals.approve', () => decide({ decision: 'approve', remember: 'once' }), open);
  useShortcut('approvals.reject', () => decide({ decision: 'reject' }), open);
  useShortcut('approvals.edit', () => setEditing(true), open);
  return (
    <div className="mx-auto max-w-180 p-4 sm:p-6">
      <h1 className="sr-only md:hidden">{t('room.approvals')}</h1>
      <IconButton
        label={t('approvals.back')}
        className="-ml-2 mb-1 md:hidden"
        size="touch"
        onClick={() => navigate('/approvals')}
      >
        <ArrowLeft />
      </IconButton>
      {confirmation.run_id && <Origin runId={confirmation.run_id} />}
      <ApprovalCard
        confirmation={confirmation}
        large
        busy={resolve.isPending}
        editing={editing}
        onEditing={setEditing}
        onResolve={decide}
      />
      {resolve.error && <ErrorCard error={resolve.error} />}
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {confirmation.rule && (
          <>
            <dt className="text-ink-3">{t('approval.rule')}</dt>
            <dd className="font-mono">{confirmation.rule}</dd>
          </>
        )}
        <dt className="text-ink-3">{t('approval.id')}</dt>
        <dd>
          <ShortId id={confirmation.id} />
        </dd>
      </dl>
    </div>
  );
}

/** Whose work waits. */
export function Origin({ runId }: { runId: string }) {
  const { t } = useText();
  const { run } = useRun(runId);
  const persona = usePersona(run?.persona_id);
  return (
    <p className="mb-3 flex min-w-0 items-center gap-2">
      <Avatar persona={persona} />
      <span className="shrink-0 font-medium">{persona?.name ?? ''}</span>
      <Link
        href={`/runs/${runId}`}
        className="min-w-0 truncate rounded-sm text-ink-2 underline-offset-2 hover:underline"
      >
        {run?.goal ?? t('chat.openRun')}
      </Link>
    </p>
  );
}
