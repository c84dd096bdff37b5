import { useQuery } from '@tanstack/react-query';
import { Chip, type Tone } from '../../kit/Chip';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { ToolIcon } from '../../kit/strand/ToolIcon';
import type { Policy, ToolSpec } from '../../kernel/objects';
import { useKernel } from '../../shell/kernelDoor';
import { useTools } from '../../shell/queries';

export function ToolsSection() {
  const { t } = useText();
  const { api } = useKernel();
  const tools = useTools();
  const policies = useQuery({ queryKey: ['policies'], queryFn: api.policies });
  return (
    <>
      {tools.isPending && <SkeletonRows />}
      {tools.error && <ErrorCard error={tools.error} onRetry={() => void tools.refetch()} />}
      <ul className="divide-y divide-line rounded-panel border border-line bg-panel empty:hidden">
        {tools.data?.map((it) => (
          <ToolRow key={it.name} tool={it} />
        ))}
      </ul>
      <section aria-label={t('tools.rules')} className="mt-8">
        <h2 className="mb-1 font-medium">{t('tools.rules')}</h2>
        {policies.data && (
          <p className="mb-2 text-sm text-ink-3">{t('tools.rulesFile', { file: policies.data.file })}</p>
        )}
        {policies.data?.problem && (
          <p role="alert" className="mb-2 text-sm text-wait">
            {policies.data.problem}
          </p>
        )}
        {policies.isPending && <SkeletonRows rows={3} />}
        {policies.error && <ErrorCard error={policies.error} onRetry={() => void policies.refetch()} />}
        <ol className="divide-y divide-line rounded-panel border border-line bg-panel empty:hidden">
          {policies.data?.policies.map((it) => (
            <PolicyRow key={it.id} policy={it} />
          ))}
        </ol>
      </section>
    </>
  );
}

function ToolRow({ tool }: { tool: ToolSpec }) {
  const { t } = useText();
  return (
    <li className="flex min-h-12 items-center gap-3 px-3 py-2">
      <ToolIcon tool={tool.name} className="size-4 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="font-mono text-sm">{tool.name}</p>
        <p className="truncate text-sm text-ink-3" title={tool.description}>
          {tool.description}
        </p>
      </div>
      {tool.requires_approval && <Chip tone="wait">{t('tools.asks')}</Chip>}
      <Chip>{t(`tools.${tool.effect}`)}</Chip>
    </li>
  );
}

const TONES: Record<Policy['answer'], Tone> = { allow: 'ok', confirm: 'wait', deny: 'bad' };

function PolicyRow({ policy }: { policy: Policy }) {
  const { t } = useText();
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <span className="w-20 shrink-0">
        <Chip tone={TONES[policy.answer]}>{t(`tools.${policy.answer}`)}</Chip>
      </span>
      <div className="min-w-0">
        <p className="font-mono text-sm break-words">{policy.id}</p>
        <p className="text-sm text-ink-2">{policy.reason}</p>
        {policy.when && <code className="mt-0.5 block font-mono text-xs break-words text-ink-3">{policy.when}</code>}
      </div>
    </li>
  );
}
