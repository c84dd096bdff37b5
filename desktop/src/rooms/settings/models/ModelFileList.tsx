import { CircleAlert, CircleCheck, Ellipsis, FilePlus2, RotateCcw, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ModelFile } from '../../../kernel/localModels';
import { Button, IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { ConfirmDialog } from '../../../kit/Dialog';
import { Empty } from '../../../kit/Empty';
import { ErrorCard } from '../../../kit/ErrorCard';
import { compactNumber } from '../../../kit/format';
import { useText } from '../../../kit/i18n/useText';
import { Menu, type MenuItem } from '../../../kit/Menu';
import { SkeletonRows } from '../../../kit/Skeleton';
import { isUsual } from './fileDraft';
import { ModelFileDialog } from './ModelFileDialog';
import { useLocalWork, useModelFiles } from './useLocalModels';

/** The GGUF files that are models here: those in the folder of models, and those chosen elsewhere. */
export function ModelFileList() {
  const { t } = useText();
  const { data, error, isPending, refetch } = useModelFiles();
  const { forget } = useLocalWork();
  const [edited, setEdited] = useState<ModelFile | 'new' | null>(null);
  const [forgetting, setForgetting] = useState<ModelFile | null>(null);
  const files = data?.files ?? [];
  const choose = (
    <Button size="dense" icon={<FilePlus2 />} onClick={() => setEdited('new')}>
      {t('gguf.choose')}
    </Button>
  );
  return (
    <section aria-label={t('gguf.title')}>
      <header className="flex items-center justify-between gap-2">
        <h2 className="font-medium">{t('gguf.title')}</h2>
        {files.length > 0 && choose}
      </header>
      <p className="mb-3 text-sm text-ink-3">{t('gguf.why')}</p>
      {isPending && <SkeletonRows rows={2} tall />}
      {error && <ErrorCard error={error} onRetry={() => void refetch()} />}
      {data && files.length === 0 && (
        <Empty drawing="folder" sentence={t('gguf.none', { folder: data.folder })} action={choose} />
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {files.map((it) => (
          <Row
            key={it.name}
            file={it}
            onEdit={() => setEdited(it)}
            onForget={() => (it.settings.file ? setForgetting(it) : forget.mutate(it.name))}
          />
        ))}
      </ul>
      {data && files.length > 0 && (
        <p className="mt-2 text-sm break-all text-ink-3">{t('gguf.folder', { folder: data.folder })}</p>
      )}
      {edited && (
        <ModelFileDialog
          file={edited === 'new' ? undefined : edited}
          taken={files.map((it) => it.name)}
          onClose={() => setEdited(null)}
        />
      )}
      {forgetting && (
        <ConfirmDialog
          title={t('gguf.forgetTitle')}
          description={t('gguf.forgetWhy', { name: forgetting.name })}
          verb={t('gguf.forget')}
          onConfirm={() => forget.mutate(forgetting.name)}
          onClose={() => setForgetting(null)}
        />
      )}
    </section>
  );
}

interface RowProps {
  file: ModelFile;
  onEdit: () => void;
  onForget: () => void;
}

function Row({ file, onEdit, onForget }: RowProps) {
  const { t, language } = useText();
  const { name, available, fault, size, context_tokens: context, settings } = file;
  const look = 'mt-0.5 size-4 shrink-0';
  return (
    <li className="flex items-start gap-3 rounded-panel border border-line bg-panel p-3">
      {available ? (
        <CircleCheck className={`${look} text-ok`} role="img" aria-label={t('models.available')} />
      ) : (
        <CircleAlert className={`${look} text-bad`} role="img" aria-label={t('models.unavailable')} />
      )}
      <div className="min-w-0 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="min-w-0 truncate" title={name}>
            {name}
          </span>
          {size && <Chip>{size}</Chip>}
          {context != null && available && (
            <Chip>{t('models.context', { count: compactNumber(context, language) })}</Chip>
          )}
          {settings.file && <Chip tone="info">{t('gguf.elsewhere')}</Chip>}
          {file.running && <Chip tone="ember">{t('gguf.loaded')}</Chip>}
        </h3>
        <p className="mt-0.5 font-mono text-sm break-all text-ink-3">{file.file}</p>
        {fault && <p className="mt-1 text-sm break-words text-ink-2">{fault}</p>}
        <Spoken file={file} />
      </div>
      <Menu
        trigger={
          <IconButton size="dense" label={t('provider.more', { name })}>
            <Ellipsis />
          </IconButton>
        }
        items={doingsOf(file, t, onEdit, onForget)}
      />
    </li>
  );
}

/** What a person has said about how it is run. */
function Spoken({ file }: { file: ModelFile }) {
  const { t } = useText();
  const { threads, context, gpu_layers: layers, idle_seconds: idle } = file.settings;
  const said = [
    threads === undefined ? '' : `${t('gguf.threads')}: ${threads}`,
    context === undefined ? '' : `${t('gguf.context')}: ${context}`,
    layers === undefined ? '' : `${t('gguf.gpuLayers')}: ${layers}`,
    idle === undefined ? '' : `${t('gguf.idleMinutes')}: ${idle / 60}`,
  ].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-ink-3">
      {said.map((it) => (
        <span key={it}>{it}</span>
      ))}
    </p>
  );
}

function doingsOf(
  file: ModelFile,
  t: ReturnType<typeof useText>['t'],
  onEdit: () => void,
  onForget: () => void,
): MenuItem[] {
  const items: MenuItem[] = [{ id: 'edit', icon: <SlidersHorizontal />, label: t('gguf.settings'), onPick: onEdit }];
  if (file.settings.file)
    return [
      ...items,
      { id: 'forget', icon: <Trash2 />, danger: true, apart: true, label: t('gguf.forget'), onPick: onForget },
    ];
  if (!isUsual(file.settings))
    return [...items, { id: 'usual', icon: <RotateCcw />, label: t('gguf.usual'), onPick: onForget }];
  return items;
}
