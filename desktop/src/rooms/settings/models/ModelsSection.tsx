import { useLocation } from 'wouter';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Segments } from '../../../kit/Segments';
import { SkeletonText } from '../../../kit/Skeleton';
import { useModels, useSettings } from '../../../shell/queries';
import { ModelBrowser } from './ModelBrowser';
import { ModelUse } from './ModelUse';
import { Providers } from './Providers';
import { Routing } from './Routing';

const PATHS = {
  providers: '/settings/models',
  list: '/settings/models/list',
  routing: '/settings/models/routing',
} as const;
type Part = keyof typeof PATHS;

/** Where models come from, and which there are. */
export function ModelsSection() {
  const { t } = useText();
  const [path, navigate] = useLocation();
  const part: Part = path.startsWith(PATHS.list) ? 'list' : path.startsWith(PATHS.routing) ? 'routing' : 'providers';
  return (
    <>
      <div className="mb-4">
        <Segments
          label={t('settings.models')}
          value={part}
          options={[
            { value: 'providers', label: t('provider.all') },
            { value: 'list', label: t('models.list') },
            { value: 'routing', label: t('routing.title') },
          ]}
          onChange={(it) => navigate(PATHS[it])}
        />
      </div>
      {part === 'list' ? <ModelBrowser /> : part === 'routing' ? <Routing /> : <Sources />}
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
