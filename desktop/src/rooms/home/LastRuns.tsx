import { Link } from 'wouter';
import type { Run } from '../../kernel/objects';
import { Empty } from '../../kit/Empty';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { StatusGlyph } from '../../kit/StatusGlyph';

export function LastRuns({ runs }: { runs: readonly Run[] }) {
  const { t } = useText();
  if (runs.length === 0) return <Empty drawing="strand" sentence={t('home.nothingEnded')} />;
  return (
    <ul className="divide-y divide-line rounded-panel border border-line bg-panel">
      {runs.map((it) => (
        <li key={it.id}>
          <Link
            href={`/runs/${it.id}`}
            className="flex h-11 items-center gap-3 px-3 first:rounded-t-panel hover:bg-raised"
          >
            <StatusGlyph status={it.status} />
            <span className="min-w-0 flex-1 truncate">{it.goal}</span>
            <Time at={it.ended_at ?? it.created_at} className="shrink-0 text-sm text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
