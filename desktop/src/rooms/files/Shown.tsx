import { lazy, Suspense } from 'react';
import { Markdown } from '../../kit/Markdown';
import { FilmView, SoundView } from '../../kit/preview/MediaView';
import { PictureView } from '../../kit/preview/PictureView';
import { SkeletonText } from '../../kit/Skeleton';
import { useKernel } from '../../shell/kernelDoor';
import { PageView } from './PageView';
import type { FileProps } from './PaneBar';
import { nameOf, previewOf } from './paths';

const PdfView = lazy(() => import('../../kit/preview/PdfView').then((it) => ({ default: it.PdfView })));
const TableView = lazy(() => import('../../kit/preview/TableView').then((it) => ({ default: it.TableView })));

/** A file as what it is. */
export function Shown({ project, path, text }: FileProps & { text: string }) {
  const { api } = useKernel();
  const url = api.rawUrl(project, path);
  const name = nameOf(path);
  switch (previewOf(path)) {
    case 'picture':
      return <PictureView url={url} name={name} />;
    case 'sound':
      return <SoundView url={url} name={name} />;
    case 'film':
      return <FilmView url={url} name={name} />;
    case 'pdf':
      return (
        <Suspense fallback={<SkeletonText lines={8} />}>
          <PdfView url={url} name={name} />
        </Suspense>
      );
    case 'table':
      return (
        <Suspense fallback={<SkeletonText lines={8} />}>
          <TableView text={text} name={name} />
        </Suspense>
      );
    case 'markdown':
      return (
        <div className="mx-auto max-w-180 p-6">
          <Markdown text={text} />
        </div>
      );
    default:
      return <PageView project={project} path={path} />;
  }
}
