import { Download } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';
import { ErrorCard } from '../ErrorCard';
import { Bytes } from '../Facts';
import { useText } from '../i18n/useText';
import { Markdown } from '../Markdown';
import { SkeletonText } from '../Skeleton';
import { lookOf } from './looks';
import { FilmView, SoundView } from './MediaView';
import { PictureView } from './PictureView';
import { SHOWN_BYTES, useContent } from './useContent';

const PdfView = lazy(() => import('./PdfView').then((it) => ({ default: it.PdfView })));
const TableView = lazy(() => import('./TableView').then((it) => ({ default: it.TableView })));

export interface PreviewProps {
  /** Where the bytes are; they are read with ranges. */
  url: string;
  name: string;
  mediaType: string;
  bytes: number;
}

/** Content by its media type: to look at, to read or to hear; what can only be saved says so. */
export function Preview(props: PreviewProps) {
  const { url, name, mediaType } = props;
  switch (lookOf(mediaType, name)) {
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
        <Read {...props}>
          {(text) => (
            <Suspense fallback={<SkeletonText lines={8} />}>
              <TableView text={text} name={name} />
            </Suspense>
          )}
        </Read>
      );
    case 'markdown':
      return (
        <Read {...props}>
          {(text) => (
            <Page name={name}>
              <div className="mx-auto max-w-180 p-5 sm:p-8">
                <Markdown text={text} />
              </div>
            </Page>
          )}
        </Read>
      );
    case 'text':
      return (
        <Read {...props}>
          {(text) => (
            <Page name={name}>
              <pre className="px-5 py-4 font-mono text-sm break-words whitespace-pre-wrap">{text}</pre>
            </Page>
          )}
        </Read>
      );
    case 'none':
      return <NoPreview {...props} />;
  }
}

/** Waits for a text and says when only its beginning is shown. */
function Read({ url, bytes, children }: PreviewProps & { children: (text: string) => ReactNode }) {
  const { t } = useText();
  const content = useContent(url);
  if (content.isPending) return <SkeletonText lines={10} />;
  if (content.error) return <ErrorCard error={content.error} onRetry={() => void content.refetch()} />;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1">{children(content.data)}</div>
      {bytes > SHOWN_BYTES && (
        <p className="shrink-0 border-t border-line px-5 py-1.5 text-sm text-ink-3">{t('preview.cut')}</p>
      )}
    </div>
  );
}

/** Text to be scrolled by keyboard. */
function Page({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div tabIndex={0} role="region" aria-label={name} className="h-full overflow-auto focus-visible:-outline-offset-2">
      {children}
    </div>
  );
}

function NoPreview({ url, name, bytes }: PreviewProps) {
  const { t } = useText();
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-3 p-6 text-center">
      <p className="text-ink-2">
        {t('preview.none')} <Bytes bytes={bytes} />
      </p>
      <a
        href={url}
        download={name}
        className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line bg-raised px-3 hover:bg-hover [&_svg]:size-4"
      >
        <Download aria-hidden />
        {t('do.download')}
      </a>
    </div>
  );
}
