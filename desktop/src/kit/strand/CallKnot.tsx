import { ChevronRight, FileDiff, Stamp } from 'lucide-react';
import { useState } from 'react';
import { callWords, prettyArguments } from '../../kernel/callWords';
import { canOpen } from '../../kernel/changes';
import type { CallItem } from '../../kernel/strand';
import { classes } from '../classes';
import { CodeBlock } from '../CodeBlock';
import { ExactText } from '../Exact';
import { Bytes, Duration } from '../Facts';
import { useText } from '../i18n/useText';
import { forkDoor } from './forkDoor';
import { Knot } from './Knot';
import type { StrandDoors } from './StrandView';
import { ToolIcon } from './ToolIcon';

const TONES: Record<CallItem['state'], string> = {
  asked: 'text-ink-3',
  waiting: 'text-wait',
  running: 'text-ember-ink',
  ok: 'text-ok',
  failed: 'text-bad',
};

/** Tools whose output is what they are called for. */
const TELLING: ReadonlySet<string> = new Set(['exec', 'run_code']);
const PICTURE = /\.(png|jpe?g|gif|webp)$/i;
const PICTURES_SHOWN = 4;

export interface CallKnotProps {
  item: CallItem;
  output: string;
  errors: string;
  compact: boolean;
  ended: boolean;
  doors: StrandDoors;
}

/** A tool call: its name, the argument that matters, and the rest folded. */
export function CallKnot({ item, output, errors, compact, ended, doors }: CallKnotProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const live = item.state === 'running' && !ended;
  const selected = doors.selected === item.key;
  return (
    <Knot
      glyph={<ToolIcon tool={item.tool} />}
      at={item.at}
      compact={compact}
      live={live}
      tone={TONES[item.state]}
      onFork={forkDoor(item, doors)}
    >
      <div
        className={classes('-mx-1.5 flex min-h-6 items-center gap-2 rounded-control px-1.5', selected && 'bg-hover')}
      >
        <CallTitle
          item={item}
          open={open}
          onOpen={() => (doors.onSelect ? doors.onSelect(item.key) : setOpen(!open))}
          inspects={doors.onSelect !== undefined}
        />
        <CallFacts item={item} doors={doors} />
      </div>
      {open && (
        <div className="mt-1.5">
          <CodeBlock text={prettyArguments(item.arguments)} label={t('strand.arguments')} fold={12} />
        </div>
      )}
      {item.note && <p className="mt-1 text-sm text-ink-3">{item.note}</p>}
      <CallOutput item={item} output={output} errors={errors} compact={compact} open={open} />
      {item.changes.length > 0 && <Changes item={item} onOpenFile={doors.onOpenFile} />}
      {!compact && TELLING.has(item.tool) && <Pictures item={item} doors={doors} />}
      {item.ask && doors.renderAsk?.(item.ask)}
    </Knot>
  );
}

interface CallTitleProps {
  item: CallItem;
  open: boolean;
  inspects: boolean;
  onOpen: () => void;
}

function CallTitle({ item, open, inspects, onOpen }: CallTitleProps) {
  const { main, bytes } = callWords(item.arguments);
  return (
    <button
      type="button"
      {...(inspects ? {} : { 'aria-expanded': open })}
      onClick={onOpen}
      className="flex min-w-0 flex-1 items-center gap-2 text-left"
    >
      <code className="shrink-0 rounded-[4px] bg-raised px-1.5 font-mono text-sm font-medium">{item.tool}</code>
      <span className="min-w-0 truncate font-mono text-sm text-ink-2" title={main}>
        <ExactText text={main} />
      </span>
      {bytes !== null && (
        <span className="shrink-0 text-sm text-ink-3">
          <Bytes bytes={bytes} />
        </span>
      )}
      {!inspects && (
        <ChevronRight
          className={classes('size-3.5 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          aria-hidden
        />
      )}
    </button>
  );
}

function CallFacts({ item, doors }: { item: CallItem; doors: StrandDoors }) {
  const { t } = useText();
  const receipt = item.receiptId;
  return (
    <span className="flex shrink-0 items-center gap-2 font-mono text-xs text-ink-3">
      {item.exitCode !== null && item.exitCode !== 0 && <span className="text-bad">exit {item.exitCode}</span>}
      {item.durationMs > 0 && <Duration ms={item.durationMs} />}
      {receipt && doors.onReceipt && (
        <button
          type="button"
          aria-label={t('strand.receipt')}
          title={t('strand.receipt')}
          className="rounded-sm p-0.5 hover:text-ember-ink"
          onClick={() => doors.onReceipt?.(receipt, item.key)}
        >
          <Stamp className="size-3.5" />
        </button>
      )}
    </span>
  );
}

interface CallOutputProps {
  item: CallItem;
  output: string;
  errors: string;
  compact: boolean;
  open: boolean;
}

function CallOutput({ item, output, errors, compact, open }: CallOutputProps) {
  const { t } = useText();
  const text = item.output || output;
  const quiet = item.state === 'ok' && item.effect !== 'external' && !TELLING.has(item.tool);
  const show =
    open || item.state === 'failed' || (!quiet && !compact) || (TELLING.has(item.tool) && !compact) || output;
  return (
    <>
      {show && text && (
        <div className="mt-1.5">
          <CodeBlock
            text={text}
            label={item.truncated ? t('strand.outputCut') : t('strand.output')}
            fold={6}
            keep={item.output ? 'start' : 'end'}
          />
        </div>
      )}
      {!item.output && errors && (
        <div className="mt-1.5">
          <CodeBlock text={errors} label={t('strand.errors')} fold={6} keep="end" tone="bad" />
        </div>
      )}
      {item.error && item.exitCode === null && (
        <p className="mt-1 text-sm text-bad">{t('strand.failedWith', { code: item.error })}</p>
      )}
    </>
  );
}

/** The first pictures that a call made. */
function Pictures({ item, doors }: { item: CallItem; doors: StrandDoors }) {
  const made = item.changes.filter((it) => it.kind !== 'deleted' && PICTURE.test(it.path)).slice(0, PICTURES_SHOWN);
  if (!doors.pictureUrl || made.length === 0) return null;
  return (
    <ul className="mt-1.5 flex flex-wrap gap-2">
      {made.map((it) => (
        <li key={it.path}>
          <button
            type="button"
            className="block rounded-control"
            disabled={!doors.onOpenFile}
            onClick={() => doors.onOpenFile?.(it.path)}
          >
            <img
              src={doors.pictureUrl?.(it.path)}
              alt={it.path}
              loading="lazy"
              className="max-h-64 max-w-full rounded-control border border-line bg-white object-contain"
            />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Changes({ item, onOpenFile }: { item: CallItem; onOpenFile: StrandDoors['onOpenFile'] }) {
  const { t } = useText();
  return (
    <ul aria-label={t('strand.changes')} className="mt-1 flex flex-wrap gap-x-3 gap-y-0.5">
      {item.changes.map((it) => (
        <li key={it.path} className="flex min-w-0 items-center gap-1.5 text-sm">
          <FileDiff className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          <button
            type="button"
            disabled={!onOpenFile || !canOpen(it)}
            onClick={() => onOpenFile?.(it.path)}
            className="min-w-0 truncate font-mono underline-offset-2 enabled:hover:underline"
          >
            {it.path}
          </button>
          <span className="shrink-0 font-mono text-xs">
            {it.kind === 'deleted' && <span className="text-bad">{t('strand.deleted')}</span>}
            {it.added > 0 && <span className="text-ok">+{it.added} </span>}
            {it.removed > 0 && <span className="text-bad">−{it.removed}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
