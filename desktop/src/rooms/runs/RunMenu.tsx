import { Ban, CirclePause, CirclePlay, FastForward, Gauge, MoreHorizontal, RotateCw, Skull } from 'lucide-react';
import { createElement } from 'react';
import type { Run } from '../../kernel/objects';
import { hasEnded } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { useText } from '../../kit/i18n/useText';
import { Menu, type MenuItem } from '../../kit/Menu';
import { usePastMenu } from './past/usePastMenu';
import { PRIORITIES } from './priorities';
import { MORE_STEPS, signalsOf, useSignals, type Signal } from './useSignals';

const ICONS: Record<Signal, typeof Ban> = {
  pause: CirclePause,
  resume: CirclePlay,
  continue: FastForward,
  cancel: Ban,
  kill: Skull,
  retry: RotateCw,
};

/** What can be done with a run, by its status. */
export function RunMenu({ run }: { run: Run }) {
  const { t } = useText();
  const { signal, prioritise, retry } = useSignals(run);
  const past = usePastMenu(run);
  const signals: MenuItem[] = signalsOf(run).map((it) => ({
    id: it,
    label: t(`signal.${it}`, { steps: MORE_STEPS }),
    icon: createElement(ICONS[it], { 'aria-hidden': true }),
    danger: it === 'cancel' || it === 'kill',
    onPick: () => (it === 'retry' ? retry.mutate({}) : signal.mutate(it)),
  }));
  const priorities: MenuItem[] =
    hasEnded(run.status) || run.imported_from
      ? []
      : PRIORITIES.filter((it) => it !== run.priority).map((it, at) => ({
          id: `priority-${it}`,
          label: t('signal.priority', { priority: t(`priority.${it}`) }),
          icon: <Gauge aria-hidden />,
          apart: at === 0,
          onPick: () => prioritise.mutate(it),
        }));
  return (
    <>
      <Menu
        items={[
          ...signals,
          ...past.items.map((it, at) => ({ ...it, apart: at === 0 && signals.length > 0 })),
          ...priorities,
        ]}
        trigger={
          <IconButton size="dense" label={t('runs.actions', { goal: run.goal })}>
            <MoreHorizontal />
          </IconButton>
        }
      />
      <span onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
        {past.asking}
      </span>
    </>
  );
}
