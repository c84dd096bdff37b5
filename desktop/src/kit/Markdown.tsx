import { Suspense, lazy } from 'react';

const MarkdownText = lazy(() => import('./MarkdownText').then((it) => ({ default: it.MarkdownText })));

/** Text with marks, shown plain until the reader of marks is there. */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
      <MarkdownText text={text} />
    </Suspense>
  );
}
