import { PackageOpen } from 'lucide-react';
import { Link } from 'wouter';
import type { Run } from '../../../kernel/objects';
import { Chip } from '../../../kit/Chip';
import { exactTime } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { useRun } from '../../../shell/queries';

const LINK = 'max-w-full truncate rounded-sm text-ember-ink underline-offset-2 hover:underline';

/** Where a run comes from: the runs that it belongs to, and the file that brought it. */
export function Origins({ run }: { run: Run }) {
  const { t, language } = useText();
  return (
    <>
      {run.parent_id && (
        <Link href={`/runs/${run.parent_id}`} className={LINK}>
          {t('runs.parent')}
        </Link>
      )}
      {run.retry_of && (
        <Link href={`/runs/${run.retry_of}`} className={LINK}>
          {t('runs.retryOf')}
        </Link>
      )}
      {run.fork_of && <ForkOrigin run={run} source={run.fork_of} />}
      {run.imported_from && (
        <span
          title={t('runs.importedFrom', { run: run.imported_from.run, at: exactTime(run.imported_from.at, language) })}
        >
          <Chip icon={<PackageOpen aria-hidden />}>{t('runs.imported')}</Chip>
        </span>
      )}
    </>
  );
}

function ForkOrigin({ run, source }: { run: Run; source: string }) {
  const { t } = useText();
  const { run: from } = useRun(source);
  return (
    <>
      <Link href={`/runs/${source}`} className={LINK}>
        {from ? t('runs.forkOfAt', { goal: from.goal }) : t('runs.forkOf')}
      </Link>
      <Link href={`/runs/compare?left=${source}&right=${run.id}`} className={LINK}>
        {t('compare.withSource')}
      </Link>
    </>
  );
}
