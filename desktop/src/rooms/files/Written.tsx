import { Save } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileContent } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { useShortcut } from '../../shell/useShortcuts';
import { ConflictDialog } from './ConflictDialog';
import { TextEditor } from './editor/TextEditor';
import { PaneBar } from './PaneBar';
import { StatusLine, type Cursor } from './StatusLine';
import { useSaving } from './useSaving';

interface WrittenProps {
  project: string;
  content: FileContent;
  line: number | undefined;
  looks: ReactNode;
}

/** A text as it is being changed. */
export function Written({ project, content, line, looks }: WrittenProps) {
  const { t } = useText();
  const { text, changed, edit, save, conflict, overwrite, takeTheirs, dismiss } = useSaving(project, content);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  useShortcut('files.save', () => save.mutate(), changed);
  return (
    <>
      <PaneBar project={project} path={content.path}>
        {looks}
        <Button
          size="dense"
          look={changed ? 'primary' : 'plain'}
          icon={<Save />}
          disabled={!changed || save.isPending}
          onClick={() => save.mutate()}
        >
          {t('do.save')}
        </Button>
      </PaneBar>
      {save.error && !conflict && <ErrorCard error={save.error} onRetry={() => save.mutate()} />}
      <div className="min-h-0 flex-1">
        <TextEditor
          project={project}
          path={content.path}
          text={text}
          readOnly={false}
          line={line}
          onChange={edit}
          onSave={() => save.mutate()}
          onCursor={(at, column) => setCursor({ line: at, column })}
        />
      </div>
      <StatusLine content={content} text={text} cursor={cursor} />
      {conflict && (
        <ConflictDialog path={content.path} onOverwrite={overwrite} onTakeTheirs={takeTheirs} onClose={dismiss} />
      )}
    </>
  );
}
