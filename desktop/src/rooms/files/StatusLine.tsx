import { useText } from '../../kit/i18n/useText';
import { bytesText } from '../../kit/format';
import type { FileContent } from '../../kernel/objects';
import { languageOf } from './editor/languages';

export interface Cursor {
  line: number;
  column: number;
}

interface StatusLineProps {
  content: FileContent;
  text: string;
  cursor: Cursor | null;
}

/** How the file is written down, and where the cursor is. */
export function StatusLine({ content, text, cursor }: StatusLineProps) {
  const { t, language } = useText();
  return (
    <footer
      aria-label={t('files.status')}
      className="flex h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-panel px-3 text-xs whitespace-nowrap text-ink-3"
    >
      {cursor && <span>{t('files.cursor', { line: cursor.line, column: cursor.column })}</span>}
      <span className="flex-1" />
      <span>{bytesText(content.size, language)}</span>
      <span className="uppercase">{content.encoding}</span>
      <span>{text.includes('\r\n') ? 'CRLF' : 'LF'}</span>
      <span>{languageOf(content.path)}</span>
    </footer>
  );
}
