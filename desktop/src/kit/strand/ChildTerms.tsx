import type { ChildReply } from '../../kernel/childReply';
import type { ChildItem } from '../../kernel/strand';
import { classes } from '../classes';
import { Duration, Tokens } from '../Facts';
import { useText } from '../i18n/useText';
import { Fold } from './Fold';

/** What was demanded of a sub-agent, and what has come back. */
export function ChildTerms({ item }: { item: ChildItem }) {
  const { t } = useText();
  if (!item.assignment && item.reply.kind === 'none') return null;
  const { constraints = [], timeout_s: time, output_format: format } = item.assignment ?? {};
  return (
    <div className="space-y-1 pt-1.5 pl-3 text-sm text-ink-2">
      {constraints.length > 0 && (
        <ul aria-label={t('child.constraints')} className="list-disc pl-4">
          {constraints.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      )}
      {time && <p>{t('child.time', { seconds: String(time) })}</p>}
      {format && <Format format={format} />}
      <Reply reply={item.reply} />
    </div>
  );
}

/** One of the known forms by its name, or a JSON Schema. */
function Format({ format }: { format: string }) {
  const { t } = useText();
  if (!format.startsWith('{')) return <p>{t('child.format', { format })}</p>;
  return (
    <div>
      <p>{t('child.schema')}</p>
      <Fold text={format} className="font-mono text-xs break-words" />
    </div>
  );
}

function Reply({ reply }: { reply: ChildReply }) {
  const { t } = useText();
  if (reply.kind === 'none') return <p className="text-ink-3">{t('child.asked')}</p>;
  if (reply.kind === 'begun') return <p className="text-ink-3">{t('child.begun')}</p>;
  const failed = reply.kind === 'error';
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className={classes(failed ? 'text-bad' : 'text-ok')}>
        {failed ? t('child.error', { code: reply.code }) : t('child.result')}
      </span>
      <span className="flex gap-x-3 font-mono text-xs text-ink-3">
        <Tokens tokensIn={reply.tokensIn} tokensOut={reply.tokensOut} />
        <Duration ms={reply.durationMs} />
      </span>
    </p>
  );
}
