import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState, type CSSProperties, type RefObject } from 'react';
import { useText } from '../i18n/useText';
import { pdfjs } from './pdf';

interface PdfPageProps {
  file: PDFDocumentProxy;
  /** From 1. */
  number: number;
  zoom: number;
  /** What scrolls. */
  root: RefObject<HTMLElement | null>;
  /** Is told when most of what is in sight is this page. */
  onSeen: (number: number) => void;
}

/** A page of A4 until its own size is known, in points. */
const USUAL = { width: 595, height: 842 };

/** One page, drawn while it is near what is in sight. */
export function PdfPage({ file, number, zoom, root, onSeen }: PdfPageProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const near = useNear(box, root, number, onSeen);
  const page = useOpened(file, number, near);
  const size = page?.getViewport({ scale: 1 }) ?? USUAL;
  return (
    <div
      ref={box}
      data-page={number}
      role="img"
      aria-label={t('preview.pageNumber', { number })}
      style={{ width: size.width * zoom, height: size.height * zoom, '--total-scale-factor': zoom } as CSSProperties}
      className="relative shrink-0 bg-[white] shadow-float"
    >
      {page && near && <Drawn key={zoom} page={page} zoom={zoom} />}
    </div>
  );
}

function Drawn({ page, zoom }: { page: PDFPageProxy; zoom: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!canvas.current || !text.current) return;
    const sharp = window.devicePixelRatio;
    const viewport = page.getViewport({ scale: zoom });
    const fine = page.getViewport({ scale: zoom * sharp });
    canvas.current.width = fine.width;
    canvas.current.height = fine.height;
    const drawing = page.render({ canvas: canvas.current, viewport: fine });
    const layer = new pdfjs.TextLayer({
      textContentSource: page.streamTextContent(),
      container: text.current,
      viewport,
    });
    const cancelled = () => undefined;
    drawing.promise.catch(cancelled);
    layer.render().catch(cancelled);
    return () => {
      drawing.cancel();
      layer.cancel();
    };
  }, [page, zoom]);
  return (
    <>
      <canvas ref={canvas} className="size-full" />
      <div ref={text} className="pdf-text" />
    </>
  );
}

function useOpened(file: PDFDocumentProxy, number: number, near: boolean): PDFPageProxy | null {
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    if (!near || page) return;
    let over = false;
    file.getPage(number).then(
      (it) => !over && setPage(it),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [file, number, near, page]);
  return page;
}

/** Whether it is in sight or soon will be. */
function useNear(
  box: RefObject<HTMLElement | null>,
  root: RefObject<HTMLElement | null>,
  number: number,
  onSeen: (number: number) => void,
): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const around = new IntersectionObserver(([it]) => setNear(it?.isIntersecting ?? false), {
      root: root.current,
      rootMargin: '800px 0px',
    });
    const middle = new IntersectionObserver(([it]) => it?.isIntersecting && onSeen(number), {
      root: root.current,
      rootMargin: '-50% 0px -50% 0px',
    });
    around.observe(box.current);
    middle.observe(box.current);
    return () => {
      around.disconnect();
      middle.disconnect();
    };
  }, [box, root, number, onSeen]);
  return near;
}
