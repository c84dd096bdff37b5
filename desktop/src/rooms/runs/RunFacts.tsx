import type { Run } from '../../kernel/objects';
import { canOpen, changesOf } from '../../kernel/changes';
import type { Strand } from '../../kernel/strand';
import { Time, Tokens } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { RunCost } from '../../kit/Money';
import { Fact, Part } from './inspectorParts';
import { Forks } from './past/Forks';
import { Snapshots } from './past/Snapshots';
import { RunProcesses } from './processes/RunProcesses';

/** All that is known of a run as a whole: what it took, what it changed, and what became of its past. */
export function RunFacts({
  run,
  strand,
  onOpenFile,
}: {
  run: Run;
  strand: Strand;
  onOpenFile: (path: string) => void;
}) {
  const { t } = useText();
  const changes = changesOf(strand);
  return (
    <>
      <dl>
        <Fact name={t('inspect.tokens')}>
          <Tokens tokensIn={strand.tokensIn} tokensOut={strand.tokensOut} />
        </Fact>
        <Fact name={t('spend.cost')}>
          <RunCost run={run} />
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
      <RunProcesses run={run} />
      <Forks run={run} />
      <Snapshots run={run} />
      <p className="text-sm text-ink-3">{t('inspect.hint')}</p>
    </>
  );
}
