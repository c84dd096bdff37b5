import { useEffect, useState, useSyncExternalStore, type DragEvent, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { classes } from '../../kit/classes';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { usePreferences } from '../../kit/preferences';
import { Progress } from '../../kit/Progress';
import { SkeletonRows } from '../../kit/Skeleton';
import { useCrumbs } from '../../shell/crumbs';
import { useCurrentProject, useProjects } from '../../shell/queries';
import { useShortcut } from '../../shell/useShortcuts';
import { FilePane } from './FilePane';
import { lineAt, nameOf, placeAt } from './paths';
import { ProjectBar } from './ProjectBar';
import { SearchPanel, type Where } from './SearchPanel';
import { TabStrip } from './TabStrip';
import { Tree } from './Tree';
import { useUpload, type UploadTo } from './useFileWork';

/** A project's folder: the tree left, the file right. */
export default function FilesWindow() {
  const { t } = useText();
  useLocation();
  const hash = useHash();
  const place = placeAt(window.location.pathname);
  const [finding, setFinding] = useState<Where | null>(null);
  useShortcut('files.find', () => setFinding('names'));
  useShortcut('files.search', () => setFinding('contents'));
  const projects = useProjects();
  const current = useCurrentProject();
  const project = projects.data?.find((it) => it.id === place.project) ?? (place.project ? undefined : current);
  useEffect(() => {
    if (project) usePreferences.setState({ project: project.id });
  }, [project]);
  useCrumbs(...(place.path ? [{ label: nameOf(place.path) }] : []));
  if (projects.isPending) return <SkeletonRows />;
  if (projects.error) return <ErrorCard error={projects.error} onRetry={() => void projects.refetch()} />;
  if (!project) return <Empty drawing="search" sentence={t('state.notFound')} />;
  return (
    <DropArea project={project.id}>
      {(to) => (
        <>
          <h1 className="sr-only">{t('room.files')}</h1>
          <div
            className={classes(
              'flex w-72 shrink-0 flex-col border-r border-line bg-panel max-md:w-full max-md:border-r-0',
              place.path && 'max-md:hidden',
            )}
          >
            <ProjectBar project={project} onUpload={to} onFind={() => setFinding(finding ? null : 'names')} />
            {finding ? (
              <SearchPanel project={project.id} where={finding} onWhere={setFinding} onClose={() => setFinding(null)} />
            ) : (
              <Tree key={project.id} project={project} selected={place.path} onUpload={to} />
            )}
          </div>
          <div className={classes('flex min-w-0 flex-1 flex-col', !place.path && 'max-md:hidden')}>
            {place.path ? (
              <>
                <TabStrip project={project.id} path={place.path} />
                <FilePane
                  key={`${project.id} ${place.path}`}
                  project={project.id}
                  path={place.path}
                  line={lineAt(hash)}
                />
              </>
            ) : (
              <Empty drawing="folder" sentence={t('files.pick')} />
            )}
          </div>
        </>
      )}
    </DropArea>
  );
}

/** Files dropped anywhere in the room go to the project's folder. */
function DropArea({ project, children }: { project: string; children: (to: UploadTo) => ReactNode }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const { upload, part, to } = useUpload(project);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    to('', [...event.dataTransfer.files]);
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div className="relative flex h-full" onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      {children(to)}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-20 flex animate-fade items-center justify-center rounded-window border-2 border-dashed border-ember bg-ember-wash text-lg font-medium">
          {t('files.drop')}
        </div>
      )}
      {upload.isPending && (
        <div className="absolute inset-x-0 top-0 z-20">
          <Progress part={part} label={t('files.uploading')} />
        </div>
      )}
    </div>
  );
}

function onHash(notify: () => void): () => void {
  for (const it of ['hashchange', 'popstate', 'pushState', 'replaceState']) window.addEventListener(it, notify);
  return () => {
    for (const it of ['hashchange', 'popstate', 'pushState', 'replaceState']) window.removeEventListener(it, notify);
  };
}

function useHash(): string {
  return useSyncExternalStore(onHash, () => window.location.hash);
}
