import { useQuery } from '@tanstack/react-query';
import { Columns2 } from 'lucide-react';
import { Link } from 'wouter';
import type { Run } from '../../../kernel/objects';
import { useText } from '../../../kit/i18n/useText';
import { Time } from '../../../kit/Facts';
import { StatusGlyph } from '../../../kit/StatusGlyph';
import { useKernel } from '../../../shell/kernelDoor';
import { Part } from '../inspectorParts';

/** The runs that begin with this one's history; nothing where there is none. */
export function Forks({ run }: { run: Run }) {
  const { t } = useText();
  const { api } = useKernel();
  const query = useQuery({ queryKey: ['runs', 'forks', run.id], queryFn: () => api.forksOf(run.id) });
  const forks = query.data?.runs ?? [];
  if (forks.length === 0) return null;
  return (
    <Part title={t('forks.title')}>
      <ul>
        {forks.map((it) => (
          <li key={it.id} className="flex min-h-9 items-center gap-2">
            <StatusGlyph status={it.status} />
            <Link href={`/runs/${it.id}`} className="min-w-0 flex-1 truncate rounded-sm hover:underline">
              {it.goal}
            </Link>
            <Time at={it.created_at} className="text-sm text-ink-3" />
            <Link
              href={`/runs/compare?left=${run.id}&right=${it.id}`}
              aria-label={t('compare.with', { goal: it.goal })}
              title={t('compare.with', { goal: it.goal })}
              className="rounded-control p-1.5 text-ink-2 hover:bg-hover hover:text-ink"
            >
              <Columns2 aria-hidden className="size-4" />
            </Link>
          </li>
        ))}
      </ul>
      {query.data?.next_cursor && <p className="text-sm text-ink-3">{t('forks.cut')}</p>}
    </Part>
  );
}
