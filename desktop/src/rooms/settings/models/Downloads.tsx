import { Download } from 'lucide-react';
import { useId, useState, type SubmitEvent } from 'react';
import type { LivePull } from '../../../kernel/pulls';
import { Button } from '../../../kit/Button';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { useModels } from '../../../shell/queries';
import { recommended } from './browse';
import { PullRow } from './PullRow';
import { useLocalWork, usePulls } from './useLocalModels';

/** How many of those that have ended are shown. */
const ENDED = 5;

/** Has local models downloaded and shows how far each is. */
export function Downloads() {
  const { t } = useText();
  const id = useId();
  const models = useModels();
  const { pulls, error, refetch } = usePulls();
  const { pull, stop } = useLocalWork();
  const [name, setName] = useState('');
  const running = pulls.filter((it) => it.pull.state === 'running').map((it) => it.pull.model);
  const suggested = recommended(models.data?.models ?? []).filter((it) => !running.includes(it.id));
  const begin = (model: string) => pull.mutate(model, { onSuccess: () => setName('') });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    begin(name.trim());
  };
  return (
    <section aria-label={t('pull.title')}>
      <h2 className="font-medium">{t('pull.title')}</h2>
      <p className="mb-3 text-sm text-ink-3">{t('pull.why')}</p>
      <form className="flex gap-2" onSubmit={submit}>
        <input
          aria-label={t('pull.name')}
          className="field min-w-0 flex-1 font-mono text-sm"
          placeholder="llama3.2:3b"
          maxLength={200}
          list={`${id}s`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <datalist id={`${id}s`}>
          {suggested.map((it) => (
            <option key={it.id} value={it.name}>
              {it.size}
            </option>
          ))}
        </datalist>
        <Button look="primary" type="submit" icon={<Download />} disabled={!name.trim() || pull.isPending}>
          {t('do.download')}
        </Button>
      </form>
      {suggested.length > 0 && (
        <p className="mt-2 flex flex-wrap items-center gap-1.5 text-sm text-ink-3">
          {t('pull.suggested')}
          {suggested.slice(0, 6).map((it) => (
            <Button
              key={it.id}
              size="dense"
              className="font-mono"
              aria-label={t('pull.start', { name: it.name })}
              disabled={pull.isPending}
              onClick={() => begin(it.id)}
            >
              {it.name}
            </Button>
          ))}
        </p>
      )}
      {pull.error && <ErrorCard error={pull.error} />}
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      <ul aria-label={t('pull.list')} className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-2 empty:hidden">
        {lately(pulls).map((it) => (
          <PullRow key={it.pull.model} news={it} onStop={stop.mutate} onAgain={begin} />
        ))}
      </ul>
    </section>
  );
}

function lately(pulls: readonly LivePull[]): LivePull[] {
  const under = pulls.filter((it) => it.pull.state === 'running');
  return [...under, ...pulls.filter((it) => it.pull.state !== 'running').slice(0, ENDED)];
}
