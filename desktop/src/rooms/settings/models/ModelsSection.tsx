import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Segments } from '../../../kit/Segments';
import { SkeletonText } from '../../../kit/Skeleton';
import { useModels, useSettings } from '../../../shell/queries';
import { LocalModels } from './LocalModels';
import { ModelBrowser } from './ModelBrowser';
import { ModelUse } from './ModelUse';
import { Providers } from './Providers';
import { Routing } from './Routing';

const PATHS = {
  providers: '/settings/models',
  list: '/settings/models/list',
  local: '/settings/models/local',
  routing: '/settings/models/routing',
} as const;
type Part = keyof typeof PATHS;
const PARTS: readonly Part[] = ['list', 'local', 'routing'];
const BODIES: Record<Part, ComponentType> = {
  providers: Sources,
  list: ModelBrowser,
  local: LocalModels,
  routing: Routing,
};

/** Where models come from, and which there are. */
export function ModelsSection() {
  const { t } = useText();
  const [path, navigate] = useLocation();
  const part = PARTS.find((it) => path.startsWith(PATHS[it])) ?? 'providers';
  const Body = BODIES[part];
  return (
    <>
      <div className="mb-4">
        <Segments
          label={t('settings.models')}
          value={part}
          options={[
            { value: 'providers', label: t('provider.all') },
            { value: 'list', label: t('models.list') },
            { value: 'local', label: t('local.title') },
            { value: 'routing', label: t('routing.title') },
          ]}
          onChange={(it) => navigate(PATHS[it])}
        />
      </div>
      <Body />
    </>
  );
}

function Sources() {
  const settings = useSettings();
  const models = useModels();
  return (
    <>
      {settings.isPending && <SkeletonText />}
      {settings.error && <ErrorCard error={settings.error} onRetry={() => void settings.refetch()} />}
      {settings.data && <ModelUse settings={settings.data.providers.llm} models={models.data?.models ?? []} />}
      <Providers />
    </>
  );
}
