import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Download, Ellipsis, Pencil, Save, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FileContent } from '../../kernel/objects';
import { Button, IconButton } from '../../kit/Button';
import { ConfirmDialog, NameDialog } from '../../kit/Dialog';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Markdown } from '../../kit/Markdown';
import { Menu } from '../../kit/Menu';
import { Segments } from '../../kit/Segments';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { useShortcut } from '../../shell/useShortcuts';
import { ConflictDialog } from './ConflictDialog';
import { TextEditor } from './editor/TextEditor';
import { PageView } from './PageView';
import { addressOf, joined, nameOf, parentOf, previewOf } from './paths';
import { useFileWork } from './useFileWork';
import { useSaving } from './useSaving';

export interface FileProps {
  project: string;
  path: string;
}

type Look = 'read' | 'write';

/** One file: shown as what it is, changed where it is text. */
export function FilePane({ project, path }: FileProps) {
  const { t } = useText();
  const { api } = useKernel();
  const kind = previewOf(path);
  const [look, setLook] = useState<Look>('read');
  const file = useQuery({
    queryKey: ['files', project, 'content', path],
    queryFn: () => api.content(project, path),
    enabled: kind === 'text' || kind === 'markdown' || look === 'write',
  });
  const twoLooks = kind === 'markdown' || (kind === 'page' && !path.endsWith('.pdf')) || path.endsWith('.svg');
  const writing = kind === 'text' || look === 'write';
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
      <Loaded file={file} project={project} path={path}>
        {(content) => <Written key={content.path} project={project} content={content} looks={looks} />}
      </Loaded>
    );
  }
  return (
    <>
      <PaneBar project={project} path={path}>
        {looks}
      </PaneBar>
      <div className="min-h-0 flex-1 overflow-auto">
        {kind === 'markdown' ? (
          <Loaded file={file} project={project} path={path} bare>
            {(content) => (
              <div className="mx-auto max-w-180 p-6">
                <Markdown text={content.content} />
              </div>
            )}
          </Loaded>
        ) : (
          <Shown project={project} path={path} />
        )}
      </div>
    </>
  );
}

function Shown({ project, path }: FileProps) {
  const { api } = useKernel();
  const url = api.rawUrl(project, path);
  switch (previewOf(path)) {
    case 'picture':
      return (
        <div className="flex h-full items-center justify-center p-6">
          <img src={url} alt={nameOf(path)} className="max-h-full max-w-full object-contain" />
        </div>
      );
    case 'sound':
      return (
        <div className="flex h-full items-center justify-center p-6">
          <audio controls src={url} aria-label={nameOf(path)} />
        </div>
      );
    case 'film':
      return <video controls src={url} aria-label={nameOf(path)} className="size-full" />;
    default:
      return <PageView project={project} path={path} />;
  }
}

interface LoadedProps extends FileProps {
  file: { data: FileContent | undefined; error: unknown; isPending: boolean; refetch: () => unknown };
  bare?: boolean;
  children: (content: FileContent) => ReactNode;
}

/** Waits for the content; what is no text is offered as it is. */
function Loaded({ file, project, path, bare = false, children }: LoadedProps) {
  const { t } = useText();
  const { api } = useKernel();
  const bar = !bare && <PaneBar project={project} path={path} />;
  if (file.data && !file.data.binary) return children(file.data);
  return (
    <>
      {bar}
      {file.isPending && <SkeletonText lines={8} />}
      {file.error !== null && <ErrorCard error={file.error} onRetry={() => void file.refetch()} />}
      {file.data?.binary && (
        <Empty
          drawing="folder"
          sentence={t('files.binary', { type: file.data.mime_type })}
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

interface WrittenProps {
  project: string;
  content: FileContent;
  looks: ReactNode;
}

function Written({ project, content, looks }: WrittenProps) {
  const { t } = useText();
  const { text, changed, edit, save, conflict, overwrite, takeTheirs, dismiss } = useSaving(project, content);
  useShortcut('files.save', () => save.mutate(), changed && !content.truncated);
  return (
    <>
      <PaneBar project={project} path={content.path}>
        {looks}
        {content.truncated ? (
          <span className="text-sm text-wait">{t('files.truncated')}</span>
        ) : (
          <Button
            size="dense"
            look={changed ? 'primary' : 'plain'}
            icon={<Save />}
            disabled={!changed || save.isPending}
            onClick={() => save.mutate()}
          >
            {t('do.save')}
          </Button>
        )}
      </PaneBar>
      {save.error && !conflict && <ErrorCard error={save.error} onRetry={() => save.mutate()} />}
      <div className="min-h-0 flex-1">
        <TextEditor
          path={content.path}
          text={text}
          readOnly={content.truncated}
          onChange={edit}
          onSave={() => save.mutate()}
        />
      </div>
      {conflict && (
        <ConflictDialog path={content.path} onOverwrite={overwrite} onTakeTheirs={takeTheirs} onClose={dismiss} />
      )}
    </>
  );
}

function PaneBar({ project, path, children }: FileProps & { children?: ReactNode }) {
  const { t } = useText();
  const { api } = useKernel();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'rename' | 'delete' | null>(null);
  const { move, remove } = useFileWork(project);
  useShortcut('files.rename', () => setAsking('rename'));
  const download = () => {
    const link = document.createElement('a');
    link.href = api.rawUrl(project, path, true);
    link.download = nameOf(path);
    link.click();
  };
  return (
    <header className="flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-3">
      <IconButton label={t('files.back')} className="-ml-2 md:hidden" onClick={() => navigate(addressOf(project))}>
        <ArrowLeft />
      </IconButton>
      <h2 className="min-w-0 flex-1 truncate font-mono text-sm" title={path}>
        <span className="text-ink-3">{parentOf(path) && `${parentOf(path)}/`}</span>
        {nameOf(path)}
      </h2>
      {children}
      <Menu
        trigger={
          <IconButton size="dense" label={t('files.more', { name: nameOf(path) })}>
            <Ellipsis />
          </IconButton>
        }
        items={[
          { id: 'download', icon: <Download />, label: t('do.download'), onPick: download },
          { id: 'rename', icon: <Pencil />, label: t('do.rename'), onPick: () => setAsking('rename') },
          { id: 'delete', icon: <Trash2 />, danger: true, label: t('do.delete'), onPick: () => setAsking('delete') },
        ]}
      />
      {asking === 'rename' && (
        <NameDialog
          title={t('do.rename')}
          label={t('files.path')}
          verb={t('do.rename')}
          initial={path}
          onName={(to) => move.mutate({ from: path, to: to.includes('/') ? to : joined(parentOf(path), to) })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t('files.delete')}
          description={t('files.deleteWhy', { path })}
          verb={t('do.delete')}
          onConfirm={() => remove.mutate({ path, folder: false })}
          onClose={() => setAsking(null)}
        />
      )}
    </header>
  );
}
