import { FileDiff, GitFork, X } from 'lucide-react';
import { Link } from 'wouter';
import { prettyArguments } from '../../kernel/callWords';
import type { Run } from '../../kernel/objects';
import type { CallItem, ModelItem, Strand, StrandItem } from '../../kernel/strand';
import { Button, IconButton } from '../../kit/Button';
import { CodeBlock } from '../../kit/CodeBlock';
import { Bytes, Duration, Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { Markdown } from '../../kit/Markdown';
import { Cost } from '../../kit/Money';
import { useKernel } from '../../shell/kernelDoor';
import { Fact, Part } from './inspectorParts';
import { ReceiptFacts } from './ReceiptFacts';
import { RunFacts } from './RunFacts';

export interface InspectorProps {
  run: Run;
  strand: Strand;
  selected: string | undefined;
  onClose: () => void;
  onOpenFile: (path: string) => void;
  onFork?: ((item: StrandItem) => void) | undefined;
}

/** All that is known of what is selected; of the whole run when nothing is. */
export function Inspector({ run, strand, selected, onClose, onOpenFile, onFork }: InspectorProps) {
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
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 p-4">
        {item && onFork && item.position !== null && (
          <Button size="dense" icon={<GitFork />} className="justify-self-start" onClick={() => onFork(item)}>
            {t('fork.title')}
          </Button>
        )}
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
        {item.at && (
          <Fact name={t('inspect.when')}>
            <Time at={item.at} />
          </Fact>
        )}
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
      {item.effect !== 'read' && item.receiptId && (
        <Link
          href={`/runs/${run}?view=changes&call=${encodeURIComponent(item.callId)}`}
          className="inline-flex items-center gap-1.5 justify-self-start rounded-sm text-sm text-ink-2 underline hover:text-ink"
        >
          <FileDiff className="size-3.5" aria-hidden />
          {t('undo.callChanges')}
        </Link>
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
        <Fact name={t('spend.cost')}>
          <Cost cost={item.cost} unpriced={item.cost === null ? 1 : 0} />
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
