import { Link } from 'wouter';
import type { Artifact } from '../../kernel/artifacts';
import { ArtifactThumb } from '../../kit/ArtifactThumb';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { useArtifacts } from '../../shell/artifacts';
import { useKernel } from '../../shell/kernelDoor';
import { Section } from './HomeWindow';

const NEWEST = { limit: 6 };

/** What was made last, with its face. */
export function RecentArtifacts() {
  const { t } = useText();
  const { artifacts } = useArtifacts(NEWEST);
  if (artifacts.length === 0) return null;
  return (
    <Section title={t('artifacts.recent')} more="/artifacts">
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3 md:grid-cols-6">
        {artifacts.map((it) => (
          <li key={it.id} className="min-w-0">
            <Card artifact={it} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Card({ artifact }: { artifact: Artifact }) {
  const { api } = useKernel();
  return (
    <Link
      href={`/artifacts/${artifact.id}`}
      title={artifact.path ?? artifact.name}
      className="block min-w-0 overflow-hidden rounded-panel border border-line bg-panel transition-colors hover:border-line-strong hover:bg-raised"
    >
      <span className="block aspect-[4/3] overflow-hidden border-b border-line bg-desk">
        <ArtifactThumb artifact={artifact} picture={api.thumbnailUrl(artifact)} />
      </span>
      <span className="block px-2 py-1.5">
        <span className="block truncate text-sm font-medium">{artifact.name}</span>
        <Time at={artifact.made_at} className="text-xs text-ink-3" />
      </span>
    </Link>
  );
}
