import { lazy, Suspense, useSyncExternalStore } from 'react';
import { SkeletonText } from '../../../kit/Skeleton';
import { useText } from '../../../kit/i18n/useText';
import { nameOf } from '../paths';

const CodeEditor = lazy(() => import('./CodeEditor').then((it) => ({ default: it.CodeEditor })));

export interface TextEditorProps {
  project: string;
  path: string;
  text: string;
  readOnly: boolean;
  /** Which line to go to, from 1. */
  line?: number | undefined;
  onChange: (text: string) => void;
  onSave: () => void;
  onCursor?: (line: number, column: number) => void;
}

const narrow = () => window.matchMedia('(max-width: 640px)');

function onNarrow(notify: () => void): () => void {
  const query = narrow();
  query.addEventListener('change', notify);
  return () => query.removeEventListener('change', notify);
}

/** The code editor; on a phone, whose keyboard it does not know, a plain field. */
export function TextEditor(props: TextEditorProps) {
  const { t } = useText();
  const small = useSyncExternalStore(onNarrow, () => narrow().matches);
  if (small) {
    return (
      <textarea
        aria-label={t('files.editor', { name: nameOf(props.path) })}
        spellCheck={false}
        readOnly={props.readOnly}
        value={props.text}
        onChange={(event) => props.onChange(event.target.value)}
        className="size-full resize-none bg-desk p-3 font-mono text-sm focus-visible:-outline-offset-2"
      />
    );
  }
  return (
    <Suspense fallback={<SkeletonText lines={8} />}>
      <CodeEditor {...props} />
    </Suspense>
  );
}
