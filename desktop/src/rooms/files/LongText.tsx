import { useQuery } from '@tanstack/react-query';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { FileContent } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { bytesText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { useKernel } from '../../shell/kernelDoor';
import { TextEditor } from './editor/TextEditor';

/** Bytes of one page. */
const PAGE = 256 * 1024;

/** A text that is too long to be edited here, page by page; no more of it is in memory than is shown. */
export function LongText({ project, first }: { project: string; first: FileContent }) {
  const { t, language } = useText();
  const { api } = useKernel();
  const { path, size } = first;
  /** Where the pages before this one began. */
  const [before, setBefore] = useState<readonly number[]>([]);
  const [offset, setOffset] = useState(0);
  const page = useQuery({
    queryKey: ['files', project, 'content', path, offset],
    queryFn: () => api.page(project, path, offset, PAGE),
    placeholderData: (shown) => shown,
    gcTime: 0,
  });
  const go = (to: number, from: readonly number[]) => {
    setBefore(from);
    setOffset(to);
  };
  const next = page.data?.next_offset ?? null;
  const end = next ?? size;
  return (
    <>
      {page.error && <ErrorCard error={page.error} onRetry={() => void page.refetch()} />}
      <div className="min-h-0 flex-1">
        {page.data && (
          <TextEditor
            key={page.data.offset}
            project={project}
            path={path}
            text={page.data.content}
            readOnly
            onChange={() => undefined}
            onSave={() => undefined}
          />
        )}
      </div>
      <nav
        aria-label={t('files.pages')}
        className="flex h-9 shrink-0 items-center justify-center gap-1 border-t border-line bg-panel text-sm text-ink-2"
      >
        <IconButton size="dense" label={t('files.firstPage')} disabled={offset === 0} onClick={() => go(0, [])}>
          <ChevronFirst />
        </IconButton>
        <IconButton
          size="dense"
          label={t('files.previousPage')}
          disabled={offset === 0}
          onClick={() => go(before.at(-1) ?? Math.max(0, offset - PAGE), before.slice(0, -1))}
        >
          <ChevronLeft />
        </IconButton>
        <span className="px-2">
          {t('files.pageFrom', {
            from: bytesText(offset, language),
            to: bytesText(end, language),
            size: bytesText(size, language),
          })}
        </span>
        <IconButton
          size="dense"
          label={t('files.nextPage')}
          disabled={next === null}
          onClick={() => next !== null && go(next, [...before, offset])}
        >
          <ChevronRight />
        </IconButton>
        <IconButton
          size="dense"
          label={t('files.lastPage')}
          disabled={next === null}
          onClick={() => go(Math.max(0, size - PAGE), [...before, offset])}
        >
          <ChevronLast />
        </IconButton>
      </nav>
    </>
  );
}
