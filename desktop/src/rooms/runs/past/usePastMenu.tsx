import { Camera, Columns2, Download, FlaskConical, GitFork, Repeat } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { hasEnded, type Run } from '../../../kernel/objects';
import { useText } from '../../../kit/i18n/useText';
import type { MenuItem } from '../../../kit/Menu';
import { useKernel } from '../../../shell/kernelDoor';
import { ForkDialog } from './ForkDialog';
import { ReplayDialog } from './ReplayDialog';
import { SnapshotDialog } from './SnapshotDialog';
import { useKeepTest } from './useTests';

type Asking = 'fork' | 'replay' | 'snapshot';

/** What can be done with a run's past: the items of its menu, and what the chosen one asks for. */
export function usePastMenu(run: Run): { items: MenuItem[]; asking: ReactNode } {
  const { t } = useText();
  const { api } = useKernel();
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<Asking | null>(null);
  const keep = useKeepTest();
  const close = () => setAsking(null);
  const items: (MenuItem | false)[] = [
    { id: 'fork', label: t('past.fork'), icon: <GitFork aria-hidden />, onPick: () => setAsking('fork') },
    {
      id: 'compare',
      label: t('past.compare'),
      icon: <Columns2 aria-hidden />,
      onPick: () => navigate(`/runs?compare=${run.id}`),
    },
    { id: 'replay', label: t('past.replay'), icon: <Repeat aria-hidden />, onPick: () => setAsking('replay') },
    hasEnded(run.status) && {
      id: 'test',
      label: t('tests.keep'),
      icon: <FlaskConical aria-hidden />,
      onPick: () => keep.mutate({ run: run.id }),
    },
    !run.imported_from && {
      id: 'snapshot',
      label: t('snapshots.make'),
      icon: <Camera aria-hidden />,
      onPick: () => setAsking('snapshot'),
    },
    {
      id: 'export',
      label: t('past.export'),
      icon: <Download aria-hidden />,
      onPick: () => download(api.exportUrl(run.id), `${run.id}.aulerun`),
    },
  ];
  return {
    items: items.filter((it) => it !== false),
    asking: (
      <>
        {asking === 'fork' && <ForkDialog run={run} place={{ position: null }} onClose={close} />}
        {asking === 'replay' && <ReplayDialog run={run} onClose={close} />}
        {asking === 'snapshot' && <SnapshotDialog run={run} onClose={close} />}
      </>
    ),
  };
}

function download(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
