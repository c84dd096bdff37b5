import { useQuery } from '@tanstack/react-query';
import { ShieldCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { prettyArguments } from '../../kernel/callWords';
import type { Receipt, Run } from '../../kernel/objects';
import { canOpen, changesOf, type CallItem, type ModelItem, type Strand } from '../../kernel/strand';
import { IconButton } from '../../kit/Button';
import { Chip } from '../../kit/Chip';
import { CodeBlock } from '../../kit/CodeBlock';
import { ErrorCard } from '../../kit/ErrorCard';
import { Bytes, Duration, ShortId, Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { Markdown } from '../../kit/Markdown';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';

export interface InspectorProps {
  run: Run;
  strand: Strand;
  selected: string | undefined;
  onClose: () => void;
  onOpenFile: (path: string) => void;
}

/** All that is known of what is selected; of the whole run when nothing is. */
export function Inspector({ run, strand, selected, onClose, onOpenFile }: InspectorProps) {
  const { t } = useText();
  const item = strand.items.find((it) => it.key === selected);
  const title = item?.kind === 'call' ? item.tool : item?.kind === 'model' ? t('inspect.model') : t('inspect.run');
  return (
    <aside aria-label={t('runs.inspector')}>
      <header className="flex h-11 items-center justify-between border-b border-line pr-2 pl-4">
        <h2 className="truncate font-medium">{title}</h2>
        <IconButton size="dense" label={t('do.close')} className="lg:hidden" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      <div className="grid gap-4 p-4">
        {item?.kind === 'call' ? (
          <CallFacts run={run.id} item={item} />
        ) : item?.kind === 'model' ? (
          <ModelFacts item={item} />
        ) : (
          <RunFacts run={run} strand={strand} onOpenFile={onOpenFile} />
        )}
      </div>
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-7 items-baseline justify-between gap-4">
      <dt className="shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 truncate text-right font-mono text-sm">{children}</dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-sm font-medium text-ink-3">{title}</h3>
      {children}
    </section>
  );
}

const blocks = [
  'persona',
  'place',
  'ways',
  'notes',
  'manual',
  'tools',
  'conversation',
  'goal',
  'pinned',
  'summary',
  'messages',
] as const;

function isBlock(name: string): name is (typeof blocks)[number] {
  return blocks.some((it) => it === name);
}

function CallFacts({ run, item }: { run: string; item: CallItem }) {
  const { t } = useText();
  const { api } = useKernel();
  return (
    <>
      <dl>
        {item.durationMs > 0 && (
          <Fact name={t('inspect.duration')}>
            <Duration ms={item.durationMs} />
          </Fact>
        )}
        {item.exitCode !== null && <Fact name={t('inspect.exit')}>{item.exitCode}</Fact>}
        {item.effect && <Fact name={t('inspect.effect')}>{item.effect}</Fact>}
        {item.decision && <Fact name={t('inspect.decision')}>{item.decision}</Fact>}
        <Fact name={t('inspect.when')}>
          <Time at={item.at} />
        </Fact>
      </dl>
      <Part title={t('strand.arguments')}>
        <CodeBlock text={prettyArguments(item.arguments)} />
      </Part>
      {item.output && (
        <Part title={item.truncated ? t('strand.outputCut') : t('strand.output')}>
          <CodeBlock text={item.output} tone={item.state === 'failed' ? 'bad' : 'plain'} />
          {item.whole && (
            <a
              href={api.outputUrl(run, item.whole.handle)}
              target="_blank"
              rel="noreferrer"
              className="mt-1.5 inline-block rounded-sm text-sm text-ink-2 underline hover:text-ink"
            >
              {t('inspect.whole')} · <Bytes bytes={item.whole.bytes} />
            </a>
          )}
        </Part>
      )}
      {item.receiptId && <ReceiptFacts id={item.receiptId} />}
    </>
  );
}

function ModelFacts({ item }: { item: ModelItem }) {
  const { t } = useText();
  return (
    <>
      <dl>
        <Fact name={t('inspect.model')}>{item.model}</Fact>
        <Fact name={t('inspect.step')}>{item.step}</Fact>
        <Fact name={t('inspect.tokens')}>
          <Tokens tokensIn={item.usage.tokens_in} tokensOut={item.usage.tokens_out} />
        </Fact>
        {item.usage.cached_tokens > 0 && <Fact name={t('inspect.cached')}>{item.usage.cached_tokens}</Fact>}
        <Fact name={t('inspect.duration')}>
          <Duration ms={item.durationMs} />
        </Fact>
        <Fact name={t('inspect.firstToken')}>
          <Duration ms={item.firstTokenMs} />
        </Fact>
        <Fact name={t('inspect.prompt')}>
          <Bytes bytes={item.promptBytes} />
        </Fact>
      </dl>
      {Object.keys(item.blocks).length > 0 && (
        <Part title={t('inspect.blocks')}>
          <dl>
            {Object.entries(item.blocks).map(([name, bytes]) => (
              <Fact key={name} name={isBlock(name) ? t(`block.${name}`) : name}>
                <Bytes bytes={bytes} />
              </Fact>
            ))}
          </dl>
        </Part>
      )}
      {item.thought && (
        <Part title={t('inspect.thought')}>
          <p className="whitespace-pre-wrap text-ink-2 italic">{item.thought}</p>
        </Part>
      )}
      {item.text && (
        <Part title={t('inspect.said')}>
          <Markdown text={item.text} />
        </Part>
      )}
    </>
  );
}

function RunFacts({ run, strand, onOpenFile }: { run: Run; strand: Strand; onOpenFile: (path: string) => void }) {
  const { t } = useText();
  const changes = changesOf(strand);
  return (
    <>
      <dl>
        <Fact name={t('inspect.tokens')}>
          <Tokens tokensIn={strand.tokensIn} tokensOut={strand.tokensOut} />
        </Fact>
        <Fact name={t('inspect.calls')}>{strand.items.filter((it) => it.kind === 'call').length}</Fact>
        {run.model && <Fact name={t('inspect.model')}>{run.model}</Fact>}
        <Fact name={t('inspect.started')}>
          <Time at={run.started_at ?? run.created_at} />
        </Fact>
      </dl>
      {changes.length > 0 && (
        <Part title={t('strand.changes')}>
          <ul>
            {changes.map((it) => (
              <li key={it.path} className="flex h-7 items-center gap-2 font-mono text-sm">
                <button
                  type="button"
                  disabled={!canOpen(it)}
                  className="min-w-0 flex-1 truncate text-left underline-offset-2 enabled:hover:underline"
                  onClick={() => onOpenFile(it.path)}
                >
                  {it.path}
                </button>
                {it.added > 0 && <span className="text-xs text-ok">+{it.added}</span>}
                {it.removed > 0 && <span className="text-xs text-bad">−{it.removed}</span>}
                {it.kind === 'deleted' && <span className="text-xs text-bad">{t('strand.deleted')}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <p className="text-sm text-ink-3">{t('inspect.hint')}</p>
    </>
  );
}

function ReceiptFacts({ id }: { id: string }) {
  const { t } = useText();
  const { api } = useKernel();
  const receipt = useQuery({ queryKey: ['receipt', id], queryFn: () => api.receipt(id), staleTime: Infinity });
  return (
    <Part title={t('strand.receipt')}>
      {receipt.isPending && <SkeletonText lines={3} />}
      {receipt.error && <ErrorCard error={receipt.error} onRetry={() => void receipt.refetch()} />}
      {receipt.data && <ReceiptCard receipt={receipt.data} />}
    </Part>
  );
}

function ReceiptCard({ receipt }: { receipt: Receipt }) {
  const { t } = useText();
  return (
    <div className="rounded-control border border-line bg-desk p-3">
      <p className="mb-1.5 flex items-center gap-2">
        <ShieldCheck className="size-4 text-ok" aria-hidden />
        <span className="font-medium">{receipt.ok ? t('receipt.ok') : t('receipt.failed')}</span>
        <span className="ml-auto">
          <Chip>{receipt.isolation}</Chip>
        </span>
      </p>
      <dl>
        <Fact name={t('receipt.id')}>
          <ShortId id={receipt.id} />
        </Fact>
        <Fact name={t('receipt.rule')}>{receipt.rule || receipt.decision}</Fact>
        <Fact name={t('receipt.arguments')}>
          <span title={receipt.arguments_sha256}>{receipt.arguments_sha256.slice(0, 12)}…</span>
        </Fact>
        <Fact name={t('receipt.result')}>
          <span title={receipt.result_sha256}>{receipt.result_sha256.slice(0, 12)}…</span>
        </Fact>
      </dl>
    </div>
  );
}
