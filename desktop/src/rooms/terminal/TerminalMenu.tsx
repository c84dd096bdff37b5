import { Ellipsis, Pencil, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import type { Terminal } from '../../kernel/terminals';
import { Button, IconButton } from '../../kit/Button';
import { NameDialog } from '../../kit/Dialog';
import { useText } from '../../kit/i18n/useText';
import { Menu } from '../../kit/Menu';
import type { TerminalWork } from './useTerminals';

export interface TerminalMenuProps {
  terminal: Terminal;
  name: string;
  work: TerminalWork;
}

/** What its owner can do with the terminal that is shown. */
export function TerminalMenu({ terminal, name, work }: TerminalMenuProps) {
  const { t } = useText();
  const [naming, setNaming] = useState(false);
  return (
    <>
      <Button
        size="dense"
        look="quiet"
        icon={<Users />}
        aria-pressed={terminal.shared}
        title={t(terminal.shared ? 'terminal.unshare' : 'terminal.share')}
        className={terminal.shared ? 'text-ember-ink' : ''}
        onClick={() => work.change.mutate({ id: terminal.id, shared: !terminal.shared })}
      >
        <span className="max-sm:sr-only">{t(terminal.shared ? 'terminal.shared' : 'terminal.share')}</span>
      </Button>
      <Menu
        trigger={
          <IconButton size="dense" label={t('terminal.more')}>
            <Ellipsis />
          </IconButton>
        }
        items={[
          { id: 'rename', label: t('terminal.rename'), icon: <Pencil />, onPick: () => setNaming(true) },
          {
            id: 'close',
            label: t('terminal.close'),
            icon: <Trash2 />,
            danger: true,
            apart: true,
            onPick: () => work.close.mutate(terminal),
          },
        ]}
      />
      {naming && (
        <NameDialog
          title={t('terminal.rename')}
          label={t('terminal.name')}
          verb={t('do.rename')}
          initial={name}
          onName={(title) => work.change.mutate({ id: terminal.id, title })}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  );
}
