import {
  Ban,
  Bot,
  Brain,
  Camera,
  CircleCheck,
  CircleDollarSign,
  CirclePause,
  CirclePlay,
  CircleX,
  Clock,
  Cpu,
  FoldVertical,
  Gauge,
  GitFork,
  MessageSquareText,
  PackageOpen,
  RotateCw,
  ShieldQuestion,
  Shuffle,
  Undo2,
  Unplug,
  type LucideIcon,
} from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { currentStep, textOf, type Deltas } from '../../kernel/deltas';
import { hasEnded, type PersonaColor } from '../../kernel/objects';
import type { NotchLabel } from '../../kernel/notches';
import type { Ask } from '../../kernel/ask';
import type { ChildItem, EndItem, ModelItem, NotchItem, SaidItem, Strand, StrandItem } from '../../kernel/strand';
import { personaInk } from '../Avatar';
import { classes } from '../classes';
import { Duration, Tokens } from '../Facts';
import { durationText } from '../format';
import { useText } from '../i18n/useText';
import { Markdown } from '../Markdown';
import { Cost } from '../Money';
import { CallKnot } from './CallKnot';
import { ChildTerms } from './ChildTerms';
import { Fold } from './Fold';
import { forkDoor } from './forkDoor';
import { Knot } from './Knot';

/** Where a strand leads to; a door that is absent is not offered. */
export interface StrandDoors {
  selected?: string | undefined;
  onSelect?: ((key: string) => void) | undefined;
  onReceipt?: ((receiptId: string, key: string) => void) | undefined;
  onOpenFile?: ((path: string) => void) | undefined;
  /** Where a picture of the workspace is. */
  pictureUrl?: ((path: string) => string) | undefined;
  onRetry?: (() => void) | undefined;
  /** Lets another run go its own way from what hangs there. */
  onFork?: ((item: StrandItem) => void) | undefined;
  renderAsk?: ((ask: Ask) => ReactNode) | undefined;
  renderChild?: ((child: ChildItem) => ReactNode) | undefined;
}

export interface StrandViewProps {
  strand: Strand;
  deltas: Deltas;
  color: PersonaColor | undefined;
  compact?: boolean;
  /** Leaves out what is said, where that is shown beside the strand. */
  withoutAnswer?: boolean;
  doors?: StrandDoors;
}

/** A run as a vertical rail in its agent's colour. */
export function StrandView({
  strand,
  deltas,
  color,
  compact = false,
  withoutAnswer = false,
  doors = {},
}: StrandViewProps) {
  const { t } = useText();
  const ended = hasEnded(strand.status);
  const items = withoutAnswer ? strand.items.filter((it) => it.kind !== 'answer') : strand.items;
  const style: CSSProperties & Record<'--strand', string> = { '--strand': personaInk(color) };
  return (
    <ol
      aria-label={t('strand.label')}
      style={style}
      className={classes(
        'relative',
        'before:absolute before:top-1 before:bottom-2 before:w-0.5 before:rounded-full before:bg-(--strand) before:opacity-40',
        compact ? 'before:left-[9px]' : 'before:left-[9px] sm:before:left-[73px]',
      )}
    >
      {items.map((item) => (
        <ItemKnot key={item.key} item={item} deltas={deltas} compact={compact} ended={ended} doors={doors} />
      ))}
      {!ended && <LiveKnot deltas={deltas} compact={compact} withoutText={withoutAnswer} />}
    </ol>
  );
}

interface ItemKnotProps {
  item: StrandItem;
  deltas: Deltas;
  compact: boolean;
  ended: boolean;
  doors: StrandDoors;
}

function ItemKnot({ item, deltas, compact, ended, doors }: ItemKnotProps) {
  switch (item.kind) {
    case 'model':
      return <ModelKnot item={item} compact={compact} doors={doors} />;
    case 'call':
      return (
        <CallKnot
          item={item}
          output={textOf(deltas, 'tool.output', item.callId)}
          errors={textOf(deltas, 'tool.error', item.callId)}
          compact={compact}
          ended={ended}
          doors={doors}
        />
      );
    case 'notch':
      return <NotchKnot item={item} compact={compact} doors={doors} />;
    case 'said':
      return <SaidKnot item={item} compact={compact} doors={doors} />;
    case 'child':
      return <ChildKnot item={item} compact={compact} doors={doors} />;
    default:
      return <EndKnot item={item} compact={compact} doors={doors} />;
  }
}

function ModelKnot({ item, compact, doors }: { item: ModelItem; compact: boolean; doors: StrandDoors }) {
  const { t, language } = useText();
  const facts = t('strand.firstToken', { time: durationText(item.firstTokenMs, language) });
  const selected = doors.selected === item.key;
  return (
    <>
      {item.thought && (
        <Knot glyph={<Brain strokeWidth={1.75} />} at={item.at} compact={compact}>
          <Fold text={item.thought} className="pt-0.5 text-ink-2 italic" />
        </Knot>
      )}
      <Knot
        glyph={<Cpu strokeWidth={1.5} />}
        at={item.thought ? undefined : item.at}
        compact={compact}
        onFork={forkDoor(item, doors)}
      >
        <button
          type="button"
          disabled={!doors.onSelect}
          onClick={() => doors.onSelect?.(item.key)}
          title={facts}
          className={classes(
            '-mx-1.5 flex min-h-6 w-[calc(100%+12px)] flex-wrap items-center gap-x-3 rounded-control px-1.5 text-left font-mono text-xs text-ink-3',
            selected && 'bg-hover',
          )}
        >
          <span className="truncate">{item.model}</span>
          <Tokens tokensIn={item.usage.tokens_in} tokensOut={item.usage.tokens_out} />
          <Duration ms={item.durationMs} />
          {Number(item.cost) > 0 && <Cost cost={item.cost} />}
        </button>
        {item.text && item.requests.length > 0 && <Markdown text={item.text} />}
      </Knot>
    </>
  );
}

const NOTCHES: Record<NotchLabel, LucideIcon> = {
  inherited: GitFork,
  imported: PackageOpen,
  kept: Camera,
  resumed: RotateCw,
  waiting: Clock,
  paused: CirclePause,
  continued: CirclePlay,
  retrying: RotateCw,
  adjusted: Gauge,
  stepLimit: Gauge,
  compacted: FoldVertical,
  settled: ShieldQuestion,
  refused: Undo2,
  chosen: Cpu,
  fellBack: Shuffle,
  nearlyUsed: Gauge,
  asked: Cpu,
  cutOff: Unplug,
  usedUp: CircleDollarSign,
};

/** A message to the run: from a person, or from another run. */
function SaidKnot({ item, compact, doors }: { item: SaidItem; compact: boolean; doors: StrandDoors }) {
  const { t } = useText();
  const agent = item.sender.startsWith('run-');
  return (
    <Knot glyph={agent ? <Bot /> : <MessageSquareText />} at={item.at} compact={compact} onFork={forkDoor(item, doors)}>
      <div className="rounded-panel bg-raised px-3 py-2">
        <p className="text-sm text-ink-3">{t(agent ? 'strand.agentSaid' : 'strand.personSaid')}</p>
        <Fold text={item.text} className="whitespace-pre-wrap" />
      </div>
    </Knot>
  );
}

function ChildKnot({ item, compact, doors }: { item: ChildItem; compact: boolean; doors: StrandDoors }) {
  return (
    <Knot glyph={<Bot />} at={item.at} compact={compact} onFork={forkDoor(item, doors)}>
      <div className="pt-0.5">{doors.renderChild ? doors.renderChild(item) : item.goal}</div>
      <ChildTerms item={item} />
    </Knot>
  );
}

function NotchKnot({ item, compact, doors }: { item: NotchItem; compact: boolean; doors: StrandDoors }) {
  const { t } = useText();
  const Icon = NOTCHES[item.label];
  return (
    <Knot glyph={<Icon />} at={item.at} compact={compact} onFork={forkDoor(item, doors)}>
      <span className="flex min-h-6 items-center gap-2 text-sm text-ink-3">
        <span className="min-w-0 break-words">
          <span className="whitespace-nowrap">{t(`strand.${item.label}`)}</span>
          {item.detail && ` · ${item.detail}`}
        </span>
        <span className="h-px min-w-0 flex-1 bg-line" />
      </span>
    </Knot>
  );
}

function EndKnot({ item, compact, doors }: { item: EndItem; compact: boolean; doors: StrandDoors }) {
  const { t } = useText();
  if (item.kind === 'answer') {
    return (
      <Knot glyph={<CircleCheck />} at={item.at} compact={compact} tone="text-ok" onFork={forkDoor(item, doors)}>
        <div className="pt-0.5">
          <Markdown text={item.text} />
        </div>
      </Knot>
    );
  }
  if (item.kind === 'cancelled') {
    return (
      <Knot glyph={<Ban />} at={item.at} compact={compact} onFork={forkDoor(item, doors)}>
        <p className="pt-0.5 text-ink-2">
          {t('strand.cancelled')} {item.reason}
        </p>
      </Knot>
    );
  }
  return (
    <Knot glyph={<CircleX />} at={item.at} compact={compact} tone="text-bad" onFork={forkDoor(item, doors)}>
      <div role="alert" className="flex flex-wrap items-start gap-2 pt-0.5">
        <p className="min-w-0 flex-1 break-words">
          {item.detail} <span className="font-mono text-sm text-bad">{item.code}</span>
        </p>
        {doors.onRetry && (
          <button
            type="button"
            onClick={doors.onRetry}
            className="inline-flex h-7 items-center gap-1.5 rounded-control border border-line bg-raised px-2 text-sm hover:bg-hover"
          >
            <RotateCw className="size-3.5" aria-hidden />
            {t('do.retry')}
          </button>
        )}
      </div>
    </Knot>
  );
}

/** What is being thought and said right now. */
function LiveKnot({ deltas, compact, withoutText }: { deltas: Deltas; compact: boolean; withoutText: boolean }) {
  const { t } = useText();
  const step = currentStep(deltas);
  if (!step) return null;
  const thought = textOf(deltas, 'thought.delta', step);
  const text = textOf(deltas, 'message.delta', step);
  return (
    <>
      {thought && (
        <Knot glyph={<Brain strokeWidth={1.75} />} compact={compact} live={!text}>
          <p className="line-clamp-3 pt-0.5 whitespace-pre-wrap text-ink-2 italic">{thought}</p>
        </Knot>
      )}
      {text && withoutText ? null : text ? (
        <Knot glyph={<MessageSquareText strokeWidth={1.75} />} compact={compact} live tone="text-ember-ink">
          <div className="pt-0.5" aria-live="off">
            <Markdown text={text} />
          </div>
        </Knot>
      ) : (
        !thought && (
          <Knot glyph={<Cpu strokeWidth={1.75} />} compact={compact} live tone="text-ember-ink">
            <p className="pt-0.5 text-ink-2">{t('strand.asking', { model: deltas.asked[step] ?? '' })}</p>
          </Knot>
        )
      )}
    </>
  );
}
