import { useLocation, useParams, useSearch, Route, Switch } from 'wouter';
import { Button } from '../../kit/Button';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { useNow } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { SkeletonRows } from '../../kit/Skeleton';
import { useArtifacts } from '../../shell/artifacts';
import { ArtifactViewer } from './ArtifactViewer';
import { addressOf, filterOf, viewOf, type View } from './filters';
import { GalleryBar } from './GalleryBar';
import { Tile } from './Tile';

/** What runs made, as pictures on a wall; one of them, with all that is known of it, over them. */
export default function ArtifactsWindow() {
  return (
    <Switch>
      <Route path="/artifacts/:id">
        <Gallery />
      </Route>
      <Route>
        <Gallery />
      </Route>
    </Switch>
  );
}

function Gallery() {
  const { t } = useText();
  const { id } = useParams<{ id?: string }>();
  const search = useSearch();
  const [, navigate] = useLocation();
  const view = viewOf(search);
  const now = useNow(60_000);
  const query = useArtifacts(filterOf(view, now));
  const { artifacts } = query;
  const set = (change: Partial<View>) => navigate(addressOf({ ...view, ...change }), { replace: true });
  const open = (artifact = '') => navigate(addressOf(view, artifact), { replace: id !== undefined });
  return (
    <div className="flex h-full flex-col">
      <GalleryBar view={view} onChange={set} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line p-4">
        {query.isPending && <SkeletonRows rows={8} tall />}
        {query.error && <ErrorCard error={query.error} onRetry={() => void query.refetch()} />}
        {!query.isPending && !query.error && artifacts.length === 0 && (
          <Empty
            drawing="folder"
            sentence={search ? t('artifacts.noneFit') : t('artifacts.none')}
            action={
              search ? (
                <Button onClick={() => navigate('/artifacts')}>{t('artifacts.showAll')}</Button>
              ) : (
                <Button look="primary" onClick={() => navigate('/?goal')}>
                  {t('action.startRun')}
                </Button>
              )
            }
          />
        )}
        <ul
          aria-label={t('room.artifacts')}
          className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fill,minmax(180px,1fr))]"
        >
          {artifacts.map((it) => (
            <li key={it.id} className="min-w-0">
              <Tile artifact={it} onOpen={() => open(it.id)} />
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <div className="flex justify-center p-4">
            <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('do.showMore')}
            </Button>
          </div>
        )}
      </div>
      {id && (
        <ArtifactViewer key={id} id={id} list={artifacts} onMove={open} onClose={() => navigate(addressOf(view))} />
      )}
    </div>
  );
}
