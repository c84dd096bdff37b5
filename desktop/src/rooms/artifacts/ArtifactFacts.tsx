import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Artifact } from '../../kernel/artifacts';
import { classes } from '../../kit/classes';
import { Bytes, ShortId, Time } from '../../kit/Facts';
import { shortId } from '../../kit/format';
import { useText } from '../../kit/i18n/useText';
import { useProjects } from '../../shell/queries';

export interface FactsProps {
  artifact: Artifact;
  versions: readonly Artifact[];
  onVersion: (number: number) => void;
  onLeave: () => void;
}

/** All that is known of one version, and the others. */
export function ArtifactFacts({ artifact, versions, onVersion, onLeave }: FactsProps) {
  const { t } = useText();
  const project = useProjects().data?.find((it) => it.id === artifact.project_id);
  const file = artifact.path?.split('/').map(encodeURIComponent).join('/');
  return (
    <aside
      aria-label={t('artifacts.details')}
      className="w-72 shrink-0 overflow-y-auto border-line p-4 max-sm:w-full max-sm:border-t sm:border-l"
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Fact name={t('artifacts.kind')}>
          {t(`artifacts.kind.${artifact.kind}`)} <span className="text-ink-3">{artifact.media_type}</span>
        </Fact>
        <Fact name={t('artifacts.size')}>
          <Bytes bytes={artifact.bytes} />
        </Fact>
        <Fact name={t('artifacts.made')}>
          <Time at={artifact.made_at} />
        </Fact>
        <Fact name={t('artifacts.project')}>{project?.name ?? t('artifacts.projectGone')}</Fact>
        {file && project && (
          <Fact name={t('artifacts.file')}>
            <Link
              href={`/files/${artifact.project_id}/${file}`}
              onClick={onLeave}
              className="font-mono text-sm break-all text-ember-ink hover:underline"
            >
              {artifact.path}
            </Link>
          </Fact>
        )}
        {artifact.run_id && (
          <Fact name={t('artifacts.run')}>
            <Link
              href={`/runs/${artifact.run_id}`}
              onClick={onLeave}
              className="font-mono text-sm text-ember-ink hover:underline"
            >
              {shortId(artifact.run_id)}
            </Link>
          </Fact>
        )}
        {artifact.receipt_id && (
          <Fact name={t('artifacts.receipt')}>
            <ShortId id={artifact.receipt_id} />
          </Fact>
        )}
        <Fact name={t('artifacts.hash')}>
          <ShortId id={artifact.sha256} />
        </Fact>
      </dl>
      {versions.length > 1 && (
        <section aria-label={t('artifacts.versions')} className="mt-5">
          <h2 className="mb-1.5 text-sm font-medium text-ink-3">{t('artifacts.versions')}</h2>
          <ul className="grid gap-0.5">
            {versions.map((it) => (
              <li key={it.version}>
                <button
                  type="button"
                  aria-pressed={it.version === artifact.version}
                  onClick={() => onVersion(it.version)}
                  className={classes(
                    'flex h-7 w-full items-center gap-2 rounded-control px-2 text-sm max-sm:h-11',
                    it.version === artifact.version ? 'bg-raised font-medium' : 'text-ink-2 hover:bg-hover',
                  )}
                >
                  {t('artifacts.version', { number: it.version })}
                  <span className="text-ink-3">
                    <Bytes bytes={it.bytes} />
                  </span>
                  <Time at={it.made_at} className="ml-auto text-ink-3" />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
