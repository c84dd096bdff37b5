import { useMutation } from '@tanstack/react-query';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Conversation } from '../../kernel/objects';
import { IconButton } from '../../kit/Button';
import { classes } from '../../kit/classes';
import { ConfirmDialog, NameDialog } from '../../kit/Dialog';
import { Empty } from '../../kit/Empty';
import { ErrorCard } from '../../kit/ErrorCard';
import { Time } from '../../kit/Facts';
import { useText } from '../../kit/i18n/useText';
import { Menu } from '../../kit/Menu';
import { SkeletonRows } from '../../kit/Skeleton';
import { toast } from '../../kit/toasts';
import { useKernel } from '../kernelDoor';
import { useConversations } from '../queries';

export interface ConversationListProps {
  current: string | null;
  onPick: (id: string | null) => void;
}

/** All conversations, newest first, found by their titles. */
export function ConversationList({ current, onPick }: ConversationListProps) {
  const { t } = useText();
  const all = useConversations();
  const [typed, setTyped] = useState('');
  const [renaming, setRenaming] = useState<Conversation | null>(null);
  const [deleting, setDeleting] = useState<Conversation | null>(null);
  const { rename, remove } = useConversationChanges((id) => id === current && onPick(null));
  const found = (all.data ?? []).filter((it) => it.title.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-3">
        <input
          type="search"
          className="field"
          aria-label={t('chat.search')}
          placeholder={t('chat.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      {all.isPending && <SkeletonRows />}
      {all.error && <ErrorCard error={all.error} onRetry={() => void all.refetch()} />}
      {all.data && found.length === 0 && (
        <Empty drawing="speech" sentence={typed ? t('chat.noneFound') : t('chat.none')} />
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto px-1.5">
        {found.map((it) => (
          <li key={it.id} className="group flex items-center">
            <button
              type="button"
              onClick={() => onPick(it.id)}
              aria-current={it.id === current ? 'true' : undefined}
              className={classes(
                'flex h-9 min-w-0 flex-1 items-center gap-2 rounded-control px-2 text-left hover:bg-hover',
                it.id === current && 'bg-raised',
              )}
            >
              <span className="min-w-0 flex-1 truncate">{it.title || t('chat.untitled')}</span>
              <Time at={it.updated_at} className="shrink-0 text-sm text-ink-3" />
            </button>
            <Menu
              trigger={
                <IconButton size="dense" label={t('chat.more', { title: it.title })}>
                  <Ellipsis />
                </IconButton>
              }
              items={[
                { id: 'rename', icon: <Pencil />, label: t('do.rename'), onPick: () => setRenaming(it) },
                { id: 'delete', icon: <Trash2 />, danger: true, label: t('do.delete'), onPick: () => setDeleting(it) },
              ]}
            />
          </li>
        ))}
      </ul>
      {renaming && (
        <NameDialog
          title={t('chat.rename')}
          label={t('chat.name')}
          verb={t('do.rename')}
          initial={renaming.title}
          onName={(title) => rename.mutate({ id: renaming.id, title })}
          onClose={() => setRenaming(null)}
        />
      )}
      {deleting && (
        <ConfirmDialog
          title={t('chat.delete')}
          description={t('chat.deleteWhy', { title: deleting.title })}
          verb={t('do.delete')}
          onConfirm={() => remove.mutate(deleting.id)}
          onClose={() => setDeleting(null)}
        />
      )}
    </div>
  );
}

function useConversationChanges(onRemoved: (id: string) => void) {
  const { api, queries } = useKernel();
  const refresh = () => queries.invalidateQueries({ queryKey: ['conversations'] });
  const rename = useMutation({
    mutationFn: ({ id, title }: { id: string; title: string }) => api.changeConversation(id, { title }),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) => api.deleteConversation(id),
    onSuccess: async (_, id) => {
      onRemoved(id);
      toast({ text: 'done.deleted' });
      await refresh();
    },
  });
  return { rename, remove };
}
