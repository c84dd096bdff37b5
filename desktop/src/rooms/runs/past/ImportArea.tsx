import { TriangleAlert, Upload, X } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { IconButton } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { Progress } from '../../../kit/Progress';
import { TooLarge, type Import } from './useImport';

/** Files of runs dropped anywhere in the room are taken in. */
export function ImportArea({ taken, children }: { taken: Import; children: ReactNode }) {
  const { t } = useText();
  const [over, setOver] = useState(false);
  const { take, part } = taken;
  const onDrop = (event: DragEvent) => {
    const files = [...event.dataTransfer.files];
    setOver(false);
    if (files.length === 0) return;
    event.preventDefault();
    take.mutate(files);
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className="relative flex h-full flex-col"
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {take.isPending && (
        <div className="absolute inset-x-0 top-0 z-20">
          <Progress part={part} label={t('import.progress')} />
        </div>
      )}
      {take.error && <Refused error={take.error} onDismiss={take.reset} />}
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-20 flex animate-fade items-center justify-center rounded-window border-2 border-dashed border-ember bg-ember-wash text-lg font-medium">
          {t('import.drop')}
        </div>
      )}
    </div>
  );
}

/** Why a file was not taken in; it stays until it was read. */
function Refused({ error, onDismiss }: { error: Error; onDismiss: () => void }) {
  const { t } = useText();
  const why = error instanceof TooLarge ? t('import.tooLarge', { name: error.file }) : error.message;
  return (
    <div role="alert" className="flex items-start gap-3 border-b border-line bg-bad-wash px-4 py-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-medium">{t('import.refused')}</span> {why}
      </p>
      <IconButton size="dense" label={t('do.dismiss')} onClick={onDismiss}>
        <X />
      </IconButton>
    </div>
  );
}

export function ImportButton({ taken }: { taken: Import }) {
  const { t } = useText();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton label={t('import.title')} disabled={taken.take.isPending} onClick={() => picker.current?.click()}>
        <Upload />
      </IconButton>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept=".aulerun"
        aria-label={t('import.title')}
        onChange={({ target }) => {
          const files = [...(target.files ?? [])];
          target.value = '';
          if (files.length > 0) taken.take.mutate(files);
        }}
      />
    </>
  );
}
