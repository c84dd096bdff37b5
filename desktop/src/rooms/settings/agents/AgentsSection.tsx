import { Copy, Ellipsis, Pencil, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { Persona } from '../../../kernel/objects';
import { Avatar } from '../../../kit/Avatar';
import { Button, IconButton } from '../../../kit/Button';
import { Chip } from '../../../kit/Chip';
import { ConfirmDialog } from '../../../kit/Dialog';
import { ErrorCard } from '../../../kit/ErrorCard';
import { useText } from '../../../kit/i18n/useText';
import { Menu } from '../../../kit/Menu';
import { SkeletonRows } from '../../../kit/Skeleton';
import { usePersonas } from '../../../shell/queries';
import { newPersona, copyOf, draftOf } from './personaDraft';
import { PersonaDialog } from './PersonaDialog';
import { usePersonaWork } from './usePersonaWork';

/** The agents as tiles; each can be opened, copied, changed. */
export function AgentsSection() {
  const { t } = useText();
  const personas = usePersonas();
  const [, navigate] = useLocation();
  const [, params] = useRoute('/settings/agents/:id');
  const { save, duplicate, remove, reset } = usePersonaWork();
  const [deleting, setDeleting] = useState<Persona | null>(null);
  const close = () => navigate('/settings/agents');
  const open = params?.id;
  const edited = personas.data?.find((it) => it.id === open);
  if (personas.isPending) return <SkeletonRows tall rows={4} />;
  if (personas.error) return <ErrorCard error={personas.error} onRetry={() => void personas.refetch()} />;
  return (
    <>
      <ul className="grid gap-2 sm:grid-cols-2">
        {personas.data.map((it) => (
          <li key={it.id}>
            <Tile
              persona={it}
              onOpen={() => navigate(`/settings/agents/${it.id}`)}
              onCopy={() => duplicate.mutate(copyOf(it, t('agents.copyOf', { name: it.name })))}
              onReset={() => reset.mutate(it.id)}
              onDelete={() => setDeleting(it)}
            />
          </li>
        ))}
      </ul>
      <Button className="mt-3" icon={<Plus />} onClick={() => navigate('/settings/agents/new')}>
        {t('agents.new')}
      </Button>
      {(edited ?? open === 'new') && (
        <PersonaDialog
          key={open}
          title={edited ? edited.name : t('agents.new')}
          initial={edited ? draftOf(edited) : newPersona}
          error={save.error}
          onSave={(draft) => save.mutate({ id: edited?.id ?? null, draft }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={t('agents.delete')}
          description={t('agents.deleteWhy', { name: deleting.name })}
          verb={t('do.delete')}
          onConfirm={() => remove.mutate(deleting.id)}
          onClose={() => setDeleting(null)}
        />
      )}
    </>
  );
}

interface TileProps {
  persona: Persona;
  onOpen: () => void;
  onCopy: () => void;
  onReset: () => void;
  onDelete: () => void;
}

function Tile({ persona, onOpen, onCopy, onReset, onDelete }: TileProps) {
  const { t } = useText();
  const last = persona.is_builtin
    ? { id: 'reset', icon: <RotateCcw />, label: t('agents.reset'), onPick: onReset }
    : { id: 'delete', icon: <Trash2 />, danger: true, label: t('do.delete'), onPick: onDelete };
  return (
    <article className="relative flex h-full gap-3 rounded-panel border border-line bg-panel p-3 transition-colors hover:bg-raised">
      <Avatar persona={persona} size="tile" />
      <div className="min-w-0 flex-1">
        <h2 className="flex items-center gap-2 font-medium">
          <button type="button" onClick={onOpen} className="truncate rounded-sm after:absolute after:inset-0">
            {persona.name}
          </button>
          {persona.is_builtin && <Chip>{t('agents.builtin')}</Chip>}
        </h2>
        <p className="line-clamp-2 text-sm text-ink-2">{persona.description}</p>
        {persona.model_override && (
          <p className="mt-1 truncate font-mono text-xs text-ink-3">{persona.model_override}</p>
        )}
      </div>
      <span className="relative">
        <Menu
          trigger={
            <IconButton size="dense" label={t('agents.more', { name: persona.name })}>
              <Ellipsis />
            </IconButton>
          }
          items={[
            { id: 'edit', icon: <Pencil />, label: t('do.edit'), onPick: onOpen },
            { id: 'copy', icon: <Copy />, label: t('do.duplicate'), onPick: onCopy },
            last,
          ]}
        />
      </span>
    </article>
  );
}
