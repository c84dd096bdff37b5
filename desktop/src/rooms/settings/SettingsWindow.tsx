import { Bot, Cpu, Globe, Palette, Server, Wrench, type LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import { Link, useLocation } from 'wouter';
import { classes } from '../../kit/classes';
import type { TextKey } from '../../kit/i18n/text';
import { useText } from '../../kit/i18n/useText';
import { useCrumbs } from '../../shell/crumbs';
import { AgentsSection } from './agents/AgentsSection';
import { AppearanceSection } from './AppearanceSection';
import { ModelsSection } from './models/ModelsSection';
import { SystemSection } from './SystemSection';
import { ToolsSection } from './ToolsSection';
import { WebSection } from './web/WebSection';

interface SectionRow {
  id: string;
  title: TextKey;
  why: TextKey;
  Icon: LucideIcon;
  Body: ComponentType;
}

const FIRST: SectionRow = {
  id: 'appearance',
  title: 'settings.appearance',
  why: 'settings.appearanceWhy',
  Icon: Palette,
  Body: AppearanceSection,
};

const SECTIONS: readonly SectionRow[] = [
  FIRST,
  { id: 'models', title: 'settings.models', why: 'settings.modelsWhy', Icon: Cpu, Body: ModelsSection },
  { id: 'agents', title: 'settings.agents', why: 'settings.agentsWhy', Icon: Bot, Body: AgentsSection },
  { id: 'tools', title: 'settings.tools', why: 'settings.toolsWhy', Icon: Wrench, Body: ToolsSection },
  { id: 'web', title: 'web.title', why: 'web.why', Icon: Globe, Body: WebSection },
  { id: 'system', title: 'settings.system', why: 'settings.systemWhy', Icon: Server, Body: SystemSection },
];

/** Sections left, the chosen one right; each setting says its effect. */
export default function SettingsWindow() {
  const { t } = useText();
  const [path] = useLocation();
  const section = SECTIONS.find((it) => path.startsWith(`/settings/${it.id}`)) ?? FIRST;
  useCrumbs({ label: t(section.title) });
  return (
    <div className="flex h-full max-md:flex-col">
      <nav
        aria-label={t('room.settings')}
        className="flex shrink-0 gap-0.5 border-line p-3 max-md:overflow-x-auto max-md:border-b max-md:p-2 md:w-56 md:flex-col md:border-r"
      >
        {SECTIONS.map((it) => (
          <Link
            key={it.id}
            href={`/settings/${it.id}`}
            aria-current={it === section ? 'page' : undefined}
            className={classes(
              'flex h-8 shrink-0 items-center gap-2.5 rounded-control px-2.5 transition-colors max-md:h-10',
              it === section ? 'bg-raised text-ink' : 'text-ink-2 hover:bg-panel hover:text-ink',
            )}
          >
            <it.Icon className="size-4" strokeWidth={1.5} aria-hidden />
            {t(it.title)}
          </Link>
        ))}
      </nav>
      <div
        className="min-h-0 min-w-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
        tabIndex={0}
        role="region"
        aria-label={`${t('room.settings')}: ${t(section.title)}`}
      >
        <div className="mx-auto max-w-170 px-4 py-6 sm:px-8 sm:py-8">
          <h1 className="text-xl font-semibold tracking-tight">{t(section.title)}</h1>
          <p className="mt-1 mb-6 text-ink-2">{t(section.why)}</p>
          <section.Body />
        </div>
      </div>
    </div>
  );
}
