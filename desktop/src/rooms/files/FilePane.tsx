import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileContent } from '../../kernel/objects';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { bytesText } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { shownFromText } from '../../kit/preview/kinds';
import { Segments } from '../../kit/Segments';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { LongText } from './LongText';
import { PaneBar, type FileProps } from './PaneBar';
import { nameOf, previewOf } from './paths';
import { Shown } from './Shown';
import { Written } from './Written';

type Look = 'read' | 'write';

/** One file: shown as what it is, changed where it is text. */
export function FilePane({ project, path, line }: FileProps & { line: number | undefined }) {
  const { t } = useText();
  const { api } = useKernel();
  const kind = previewOf(path);
  const [look, setLook] = useState<Look>(line ? 'write' : 'read');
  const writing = kind === 'text' || look === 'write';
  const file = useQuery({
    queryKey: ['files', project, 'content', path],
    queryFn: () => api.content(project, path),
    enabled: shownFromText(kind) || writing,
  });
  const twoLooks = ['markdown', 'table', 'page'].includes(kind) || path.endsWith('.svg');
  const looks = twoLooks && (
    <Segments
      label={t('files.look')}
      value={look}
      options={[
        { value: 'read', label: t('files.read') },
        { value: 'write', label: t('files.write') },
      ]}
      onChange={setLook}
    />
  );
  if (writing) {
    return (
      <Loaded file={file} project={project} path={path} bar={looks}>
        {(content) =>
          content.truncated ? (
            <>
              <PaneBar project={project} path={path}>
                {looks}
                <span className="text-sm text-wait">{t('files.truncated')}</span>
              </PaneBar>
              <LongText project={project} first={content} />
            </>
          ) : (
            <Written key={content.path} project={project} content={content} line={line} looks={looks} />
          )
        }
      </Loaded>
    );
  }
  return (
    <>
      <PaneBar project={project} path={path}>
        {looks}
      </PaneBar>
      <div className="min-h-0 flex-1 overflow-auto">
        {shownFromText(kind) ? (
          <Loaded file={file} project={project} path={path}>
            {(content) => <Shown project={project} path={path} text={content.content} />}
          </Loaded>
        ) : (
          <Shown project={project} path={path} text="" />
        )}
      </div>
    </>
  );
}

interface LoadedProps extends FileProps {
  file: { data: FileContent | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  /** What stands in the bar until the content is there; none if there is a bar already. */
  bar?: ReactNode;
  children: (content: FileContent) => ReactNode;
}

/** Waits for the content; what is no text is offered as it is. */
function Loaded({ file, project, path, bar, children }: LoadedProps) {
  const { t, language } = useText();
  const { api } = useKernel();
  if (file.data && !file.data.binary) return children(file.data);
  return (
    <>
      {bar !== undefined && (
        <PaneBar project={project} path={path}>
          {bar}
        </PaneBar>
      )}
      {file.isPending && <SkeletonText lines={8} />}
      {file.error !== null && <ErrorCard error={file.error} onRetry={() => void file.refetch()} />}
      {file.data?.binary && (
        <Empty
          drawing="folder"
          sentence={t('files.binary', { type: file.data.mime_type, size: bytesText(file.data.size, language) })}
          action={
            <a
              href={api.rawUrl(project, path, true)}
              download={nameOf(path)}
              className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line bg-raised px-3 hover:bg-hover"
            >
              <Download className="size-4" aria-hidden />
              {t('do.download')}
            </a>
          }
        />
      )}
    </>
  );
}
