import * as pdfjs from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

let worker: Worker | undefined;

/** Opens a document, whose parts are read as they are needed; programs in it are never run. */
export function openPdf(url: string): pdfjs.PDFDocumentLoadingTask {
  worker ??= new PdfWorker();
  pdfjs.GlobalWorkerOptions.workerPort = worker;
  return pdfjs.getDocument({
    url,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
    stopAtErrors: false,
  });
}

export { pdfjs };
