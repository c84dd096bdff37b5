import { ChevronsUpDown } from 'lucide-react';
import { useLocation, useSearch } from 'wouter';
import { useText } from '../../kit/i18n/useText';
import { ChoiceMenu } from '../../kit/Menu';
import { Segments } from '../../kit/Segments';
import { useCurrentProject, useProjects } from '../../shell/queries';
import { HostTable } from './HostTable';
import { ProjectNetwork } from './ProjectNetwork';
import { RequestTable } from './RequestTable';
import { useHosts, useRequests } from './useEgress';
import { filterOf, LISTS, searchOf, VERDICTS, viewOf, type View } from './view';

/** How far commands get, and every request that left or was turned back. */
export default function NetworkWindow() {
  const { t } = useText();
  const [, navigate] = useLocation();
  const view = viewOf(useSearch());
  const projects = useProjects().data ?? [];
  const current = useCurrentProject();
  const project = projects.find((it) => it.id === view.project) ?? current;
  const show = (change: Partial<View>) => {
    const search = searchOf({ ...view, ...change });
    navigate(search ? `/network?${search}` : '/network', { replace: true });
  };
  return (
    <div className="h-full overflow-y-auto" tabIndex={0} role="region" aria-label={t('room.network')}>
      <div className="mx-auto grid max-w-240 grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 sm:px-8 sm:py-8">
        <header className="flex flex-wrap items-center gap-2">
          <h1 className="mr-auto text-xl font-semibold tracking-tight">{t('room.network')}</h1>
          <ChoiceMenu
            value={view.project}
            onChoose={(id) => show({ project: id })}
            choices={[
              { id: '', label: t('network.everyProject') },
              ...projects.map((it) => ({ id: it.id, label: it.name, hint: it.folder })),
            ]}
            trigger={
              <button
                type="button"
                className="flex h-8 max-w-60 items-center gap-1.5 rounded-control border border-line px-2 text-sm hover:bg-hover"
              >
                <span className="truncate">
                  {projects.find((it) => it.id === view.project)?.name ?? t('network.everyProject')}
                </span>
                <ChevronsUpDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
              </button>
            }
          />
        </header>
        {project && <ProjectNetwork key={project.id} project={project} />}
        <section aria-label={t('network.log')} className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="mr-auto font-medium">{t('network.log')}</h2>
            <Segments
              label={t('network.verdicts')}
              value={view.verdict}
              options={VERDICTS.map((value) => ({ value, label: t(`network.only.${value}`) }))}
              onChange={(verdict) => show({ verdict })}
            />
            <Segments
              label={t('network.shownBy')}
              value={view.list}
              options={LISTS.map((value) => ({ value, label: t(`network.list.${value}`) }))}
              onChange={(list) => show({ list })}
            />
          </div>
          {view.list === 'hosts' ? <Hosts view={view} /> : <Requests view={view} />}
        </section>
      </div>
    </div>
  );
}

function Requests({ view }: { view: View }) {
  return <RequestTable requests={useRequests(filterOf(view))} />;
}

function Hosts({ view }: { view: View }) {
  return <HostTable hosts={useHosts(filterOf(view))} />;
}
