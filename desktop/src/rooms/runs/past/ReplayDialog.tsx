import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hasEnded, type Run } from '../../../kernel/objects';
import type { ReplayMode } from '../../../kernel/past';
import { Button } from '../../../kit/Button';
import { Dialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Segments } from '../../../kit/Segments';
import { SkeletonText } from '../../../kit/Skeleton';
import { useKernel } from '../../../shell/kernelDoor';
import { ReplayResult } from './ReplayResult';
import { useKeepTest } from './useTests';

const MODES: readonly ReplayMode[] = ['strict', 'behaviour'];

/** Plays a run again from its record and says whether it goes the same way. */
export function ReplayDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const { t } = useText();
  const { api } = useKernel();
  const [mode, setMode] = useState<ReplayMode>('strict');
  const keep = useKeepTest();
  const replay = useQuery({
    queryKey: ['replay', run.id, mode],
    queryFn: () => api.replayRun(run.id, mode),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Dialog wide title={t('replay.title')} description={t('replay.what')} onClose={onClose}>
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Segments
            label={t('replay.mode')}
            value={mode}
            options={MODES.map((it) => ({ value: it, label: t(`replay.mode.${it}`) }))}
            onChange={setMode}
          />
          <p className="text-sm text-ink-3">{t(`replay.mode.${mode}.why`)}</p>
        </div>
        <div aria-live="polite">
          {replay.isFetching && <SkeletonText lines={3} />}
          {!replay.isFetching && replay.error && (
            <ErrorCard error={replay.error} onRetry={() => void replay.refetch()} />
          )}
          {!replay.isFetching && replay.data && <ReplayResult replay={replay.data} />}
        </div>
        <div className="flex flex-wrap justify-end gap-2">
          {hasEnded(run.status) && (
            <Button
              disabled={keep.isPending}
              onClick={() => {
                keep.mutate({ run: run.id, mode });
                onClose();
              }}
            >
              {t('tests.keep')}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t('do.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
