import { Check, CheckCheck, CircleCheck, CircleX, Hand, MessageCircleQuestion, Pencil, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { Confirmation, Resolution } from '../kernel/objects';
import { argumentsFrom, exactOf, fieldsOf } from './approvalForm';
import { Button } from './Button';
import { classes } from './classes';
import { ExactBlock } from './Exact';
import { Time } from './Facts';
import { useText } from './i18n/useText';

export interface ApprovalCardProps {
  confirmation: Confirmation;
  onResolve: (resolution: Resolution) => void;
  busy?: boolean;
  /** Large shows every argument and the keys that decide. */
  large?: boolean;
  editing?: boolean;
  onEditing?: (editing: boolean) => void;
}

/** Holds the exact thing a person is asked about, and the answer once it is given. */
export function ApprovalCard(props: ApprovalCardProps) {
  const { confirmation } = props;
  const { t } = useText();
  const pending = confirmation.status === 'pending';
  const question = confirmation.kind === 'question';
  return (
    <section
      aria-label={question ? t('approval.question') : t('approval.of', { tool: confirmation.tool })}
      className={classes(
        'rounded-panel border p-3',
        pending ? 'border-[color-mix(in_oklch,var(--wait)_45%,transparent)] bg-wait-wash' : 'border-line bg-panel',
      )}
    >
      <header className="flex items-center gap-2">
        {question ? (
          <MessageCircleQuestion className="size-4 shrink-0 text-wait" aria-hidden />
        ) : (
          <Hand className={classes('size-4 shrink-0', pending ? 'text-wait' : 'text-ink-3')} aria-hidden />
        )}
        <h2 className="min-w-0 flex-1 truncate font-medium">
          {question ? t('approval.question') : t('approval.of', { tool: confirmation.tool })}
        </h2>
        <Time at={confirmation.created_at} className="shrink-0 text-sm text-ink-3" />
      </header>
      {confirmation.reason && <p className="mt-1.5 text-ink-2">{confirmation.reason}</p>}
      <div className="mt-2.5">{question ? <Question {...props} /> : <Approval {...props} />}</div>
      {!pending && <Outcome confirmation={confirmation} />}
    </section>
  );
}

function Approval({ confirmation, onResolve, busy = false, large = false, editing, onEditing }: ApprovalCardProps) {
  const { t } = useText();
  const [ownEditing, setOwnEditing] = useState(false);
  const isEditing = editing ?? ownEditing;
  const setEditing = onEditing ?? setOwnEditing;
  const pending = confirmation.status === 'pending';
  const exact = exactOf(confirmation);
  if (pending && isEditing) {
    return <EditForm confirmation={confirmation} busy={busy} onResolve={onResolve} onClose={() => setEditing(false)} />;
  }
  return (
    <>
      <ExactBlock
        text={'command' in exact ? exact.command : exact.preview}
        label={'command' in exact ? t('approval.command') : t('approval.change')}
      />
      {large && <AllArguments confirmation={confirmation} />}
      {pending && (
        <div className="mt-3 flex flex-wrap gap-2 max-sm:[&>button]:h-11 max-sm:[&>button]:flex-1">
          <Button
            look="primary"
            disabled={busy}
            icon={<Check />}
            {...(large ? { keys: 'A' } : {})}
            onClick={() => onResolve({ decision: 'approve', remember: 'once' })}
          >
            {t('do.approve')}
          </Button>
          <Button disabled={busy} icon={<Pencil />} {...(large ? { keys: 'E' } : {})} onClick={() => setEditing(true)}>
            {t('do.edit')}
          </Button>
          <Button
            disabled={busy}
            icon={<X />}
            {...(large ? { keys: 'R' } : {})}
            onClick={() => onResolve({ decision: 'reject' })}
          >
            {t('do.reject')}
          </Button>
          <Button
            look="quiet"
            disabled={busy}
            icon={<CheckCheck />}
            onClick={() => onResolve({ decision: 'approve', remember: 'always' })}
          >
            {t('approval.always')}
          </Button>
        </div>
      )}
    </>
  );
}

function AllArguments({ confirmation }: { confirmation: Confirmation }) {
  const { t } = useText();
  const fields = fieldsOf(confirmation.arguments).filter((it) => it.name !== 'command');
  if (fields.length === 0) return null;
  return (
    <dl className="mt-3 grid gap-2.5">
      {fields.map((it) => (
        <div key={it.name}>
          <dt className="mb-1 font-mono text-sm text-ink-3">{it.name}</dt>
          <dd>
            <ExactBlock text={it.text} label={t('approval.argument', { name: it.name })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface EditFormProps {
  confirmation: Confirmation;
  busy: boolean;
  onResolve: (resolution: Resolution) => void;
  onClose: () => void;
}

function EditForm({ confirmation, busy, onResolve, onClose }: EditFormProps) {
  const { t } = useText();
  const form = useId();
  const [fields, setFields] = useState(() => fieldsOf(confirmation.arguments));
  const result = argumentsFrom(fields);
  return (
    <form
      className="grid gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if ('args' in result) onResolve({ decision: 'edit', args: result.args });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      {fields.map((field, place) => (
        <div key={field.name}>
          <label htmlFor={`${form}-${place}`} className="mb-1 block font-mono text-sm text-ink-3">
            {field.name}
          </label>
          <textarea
            id={`${form}-${place}`}
            autoFocus={place === 0}
            spellCheck={false}
            rows={Math.min(Math.max(field.text.split('\n').length, 1), 14)}
            className="field resize-y font-mono text-sm"
            value={field.text}
            onChange={(event) =>
              setFields(fields.map((it, at) => (at === place ? { ...it, text: event.target.value } : it)))
            }
          />
        </div>
      ))}
      {'wrong' in result && (
        <p role="alert" className="text-sm text-bad">
          {t('approval.notJson', { name: result.wrong })}
        </p>
      )}
      <div className="flex gap-2">
        <Button look="primary" type="submit" disabled={busy || 'wrong' in result} icon={<Check />}>
          {t('approval.approveEdited')}
        </Button>
        <Button onClick={onClose}>{t('do.cancel')}</Button>
      </div>
    </form>
  );
}

function Question({ confirmation, onResolve, busy = false }: ApprovalCardProps) {
  const { t } = useText();
  const [text, setText] = useState('');
  const id = useId();
  const answer = (words: string) => onResolve({ decision: 'answer', text: words });
  return (
    <>
      <p id={id} className="text-lg whitespace-pre-wrap">
        {confirmation.preview}
      </p>
      {confirmation.status === 'pending' && (
        <>
          <div className="mt-3 flex flex-wrap gap-2">
            {confirmation.options.map((it) => (
              <Button key={it} disabled={busy} onClick={() => answer(it)}>
                {it}
              </Button>
            ))}
          </div>
          <form
            className="mt-2 flex gap-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim()) answer(text.trim());
            }}
          >
            <input
              aria-labelledby={id}
              className="field"
              placeholder={t('approval.ownAnswer')}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Button look="primary" type="submit" disabled={busy || !text.trim()}>
              {t('do.answer')}
            </Button>
          </form>
        </>
      )}
    </>
  );
}

const OUTCOMES: Record<Exclude<Confirmation['status'], 'pending'>, ReactNode> = {
  approved: <CircleCheck className="size-4 text-ok" aria-hidden />,
  answered: <CircleCheck className="size-4 text-ok" aria-hidden />,
  rejected: <CircleX className="size-4 text-bad" aria-hidden />,
  expired: <CircleX className="size-4 text-ink-3" aria-hidden />,
  cancelled: <CircleX className="size-4 text-ink-3" aria-hidden />,
};

function Outcome({ confirmation }: { confirmation: Confirmation }) {
  const { t } = useText();
  if (confirmation.status === 'pending') return null;
  return (
    <p className="mt-2.5 flex items-center gap-1.5 text-sm text-ink-2">
      {OUTCOMES[confirmation.status]}
      <span>{t(`approval.${confirmation.status}`)}</span>
      {confirmation.text && <span className="min-w-0 truncate">· {confirmation.text}</span>}
      {confirmation.resolved_at && <Time at={confirmation.resolved_at} className="ml-auto text-ink-3" />}
    </p>
  );
}
