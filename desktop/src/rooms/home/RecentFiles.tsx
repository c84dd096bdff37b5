import { useQueries } from '@tanstack/react-query';
import { FileCode, FileImage, FileText } from 'lucide-react';
import { Link } from 'wouter';
import { hasEnded, type Run } from '../../kernel/objects';
import { Bytes, Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';
import { filesLeftBy, isPicture, latestFiles, type RecentFile } from './recentFiles';
import { Section } from './HomeWindow';

const RUNS_READ = 6;
const FILES_SHOWN = 6;

/** The files that the last runs left behind. */
export function RecentFiles({ runs }: { runs: readonly Run[] }) {
  const { t } = useText();
  const { api } = useKernel();
  const sources = runs.filter((it) => hasEnded(it.status) && it.tool_calls > 0).slice(0, RUNS_READ);
  const histories = useQueries({
    queries: sources.map((run) => ({
      queryKey: ['left', run.id],
      queryFn: async () => filesLeftBy(run, (await api.runEvents(run.id, 0)).events),
      staleTime: Infinity,
    })),
  });
  const files = latestFiles(
    histories.flatMap((it) => it.data ?? []),
    FILES_SHOWN,
  );
  if (files.length === 0) return null;
  return (
    <Section title={t('home.files')} more="/files">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {files.map((it) => (
          <li key={`${it.project} ${it.change.path}`} className="min-w-0">
            <FileCard file={it} picture={isPicture(it.change.path) ? api.rawUrl(it.project, it.change.path) : null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TypeIcon({ path }: { path: string }) {
  const look = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const;
  if (isPicture(path) || path.endsWith('.svg')) return <FileImage {...look} />;
  return /\.(md|txt|csv|pdf)$/i.test(path) ? <FileText {...look} /> : <FileCode {...look} />;
}

function FileCard({ file, picture }: { file: RecentFile; picture: string | null }) {
  const { change, project, at } = file;
  const href = `/files/${project}/${change.path.split('/').map(encodeURIComponent).join('/')}`;
  return (
    <Link
      href={href}
      title={change.path}
      className="flex h-13 min-w-0 items-center gap-2.5 rounded-panel border border-line bg-panel px-2 transition-colors hover:bg-raised"
    >
      <span className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-control bg-raised text-ink-3">
        {picture ? (
          <img src={picture} alt="" loading="lazy" className="size-full object-cover" />
        ) : (
          <TypeIcon path={change.path} />
        )}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-mono text-sm">{change.path.split('/').at(-1)}</span>
        <span className="flex gap-2 text-xs text-ink-3">
          <Bytes bytes={change.bytes} />
          <Time at={at} />
        </span>
      </span>
    </Link>
  );
}
