import type { PDFDocumentProxy } from 'pdfjs-dist';
import { ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../Button';
import { ErrorCard } from '../ErrorCard';
import { percentText } from '../format';
import { useText } from '../i18n/useText';
import { SkeletonText } from '../Skeleton';
import { openPdf } from './pdf';
import './pdf.css';
import { PdfPage } from './PdfPage';
import { zoomed } from './zoom';

interface PdfViewProps {
  url: string;
  name: string;
}

/** A PDF document, page under page; those that come into sight are drawn. */
export function PdfView({ url, name }: PdfViewProps) {
  const { t, n, language } = useText();
  const { file, error } = usePdf(url);
  const [zoom, setZoom] = useState(1);
  const [page, setPage] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  if (error) return <ErrorCard error={error} />;
  if (!file) return <SkeletonText lines={12} />;
  const goTo = (number: number) =>
    box.current?.querySelector(`[data-page="${number}"]`)?.scrollIntoView({ block: 'start' });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div
        ref={box}
        role="document"
        aria-label={name}
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto bg-panel focus-visible:-outline-offset-2"
      >
        <div className="mx-auto flex w-max min-w-full flex-col items-center gap-4 p-4">
          {Array.from({ length: file.numPages }, (_, at) => (
            <PdfPage key={at} file={file} number={at + 1} zoom={zoom} root={box} onSeen={setPage} />
          ))}
        </div>
      </div>
      <div className="flex h-9 shrink-0 items-center justify-center gap-1 border-t border-line bg-panel text-sm text-ink-2">
        <label className="flex items-center gap-1.5">
          {t('preview.page')}
          <input
            type="number"
            min={1}
            max={file.numPages}
            value={page}
            onChange={(event) => {
              const number = event.target.valueAsNumber;
              if (number >= 1 && number <= file.numPages) goTo(number);
            }}
            className="field min-h-7 w-16 py-0.5 text-right tabular-nums"
          />
          {n('preview.ofPages', file.numPages)}
        </label>
        <span className="w-4" />
        <IconButton size="dense" label={t('preview.smaller')} onClick={() => setZoom((it) => zoomed(it, -1, 1))}>
          <ZoomOut />
        </IconButton>
        <span className="w-12 text-center tabular-nums">{percentText(zoom, language)}</span>
        <IconButton size="dense" label={t('preview.larger')} onClick={() => setZoom((it) => zoomed(it, 1, 1))}>
          <ZoomIn />
        </IconButton>
      </div>
    </div>
  );
}

function usePdf(url: string) {
  const [file, setFile] = useState<PDFDocumentProxy | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    let over = false;
    const task = openPdf(url);
    task.promise.then(
      (it) => !over && setFile(it),
      (why: unknown) => !over && setError(why instanceof Error ? why : new Error(String(why))),
    );
    return () => {
      over = true;
      setFile(null);
      setError(null);
      void task.destroy();
    };
  }, [url]);
  return { file, error };
}
