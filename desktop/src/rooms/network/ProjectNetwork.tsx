import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { hostsOf, type Network, type NetworkPreset } from '../../kernel/network';
import type { Project } from '../../kernel/objects';
import { Button } from '../../kit/Button';
import { ErrorCard } from '../../kit/ErrorCard';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { SkeletonRows } from '../../kit/Skeleton';
import { useNetwork, useSetNetwork } from './useEgress';

const PRESETS: readonly NetworkPreset[] = ['offline', 'packages', 'web', 'custom'];

/** How far the commands of one project get, and the choice of it. */
export function ProjectNetwork({ project }: { project: Project }) {
  const { t } = useText();
  const network = useNetwork(project.id);
  return (
    <section
      aria-label={t('network.reach')}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-panel border border-line bg-panel p-4"
    >
      <h2 className="truncate font-medium">{t('network.reachOf', { name: project.name })}</h2>
      {network.isPending && <SkeletonRows rows={1} />}
      {network.error && <ErrorCard error={network.error} onRetry={() => void network.refetch()} />}
      {network.data && <Choice key={keyOf(network.data)} project={project} network={network.data} />}
    </section>
  );
}

const keyOf = (network: Network) => [network.preset, ...network.hosts].join(' ');

function Choice({ project, network }: { project: Project; network: Network }) {
  const { t } = useText();
  const set = useSetNetwork();
  const [preset, setPreset] = useState(network.preset === 'inherit' ? 'offline' : network.preset);
  const [text, setText] = useState(network.hosts.join('\n'));
  const save = (chosen: NetworkPreset) =>
    set.mutate({ project: project.id, network: { preset: chosen, hosts: chosen === 'custom' ? hostsOf(text) : [] } });
  const changed = network.preset !== 'custom' || hostsOf(text).join(' ') !== network.hosts.join(' ');
  return (
    <>
      <div>
        <Segments
          label={t('network.reach')}
          value={preset}
          options={PRESETS.map((value) => ({ value, label: t(`network.preset.${value}`) }))}
          onChange={(chosen) => {
            setPreset(chosen);
            if (chosen !== 'custom') save(chosen);
          }}
        />
      </div>
      <p className="text-sm text-ink-2">{t(`network.what.${preset}`)}</p>
      {network.problem && (
        <p className="flex items-start gap-2 text-sm text-wait">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" strokeWidth={1.5} aria-hidden />
          {network.problem}
        </p>
      )}
      {preset === 'custom' && (
        <form
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save('custom');
          }}
        >
          <label className="grid gap-1 text-sm text-ink-2">
            {t('network.hosts')}
            <textarea
              value={text}
              onChange={(event) => setText(event.target.value)}
              rows={Math.min(10, Math.max(3, text.split('\n').length))}
              spellCheck={false}
              placeholder={'example.org\n*.example.org'}
              className="w-full rounded-control border border-line bg-desk p-2 font-mono text-sm text-ink"
            />
          </label>
          <Button type="submit" className="justify-self-start" disabled={!changed || set.isPending}>
            {t('do.save')}
          </Button>
        </form>
      )}
    </>
  );
}
