import { Dialog } from '../kit/Dialog';
import { useText } from '../kit/i18n/useText';
import type { App } from './app';
import { usePanels } from './panels';
import { conflictsOf, isMac, keysText, type Shortcut } from './shortcuts';

/** All keys by room, and those that get in each other's way. */
export function ShortcutsOverlay({ apps, all }: { apps: readonly App[]; all: readonly Shortcut[] }) {
  const { t } = useText();
  const groups = [
    { title: t('key.everywhere'), keys: all.filter((it) => it.room === undefined) },
    ...apps.map((app) => ({ title: t(app.title), keys: all.filter((it) => it.room === app.id) })),
  ].filter((it) => it.keys.length > 0);
  const conflicts = conflictsOf(all);
  return (
    <Dialog title={t('key.shortcuts')} wide readOnly onClose={() => usePanels.setState({ shortcuts: false })}>
      <div className="gap-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-ink-3">{group.title}</h3>
            <dl>
              {group.keys.map((it) => (
                <div key={it.id} className="flex h-8 items-center justify-between gap-3 border-b border-line">
                  <dt className="truncate">{t(it.label)}</dt>
                  <dd className="flex gap-1">
                    {keysText(it.keys, isMac)
                      .split(' ')
                      .map((key) => (
                        <kbd key={key} className="rounded-[4px] border border-line bg-raised px-1.5 font-mono text-xs">
                          {key}
                        </kbd>
                      ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="mt-4 text-sm text-ink-3" role="status">
        {conflicts.length === 0
          ? t('key.noConflict')
          : conflicts.map((it) => t('key.conflict', { keys: it.keys, one: it.ids[0], other: it.ids[1] })).join(' ')}
      </p>
    </Dialog>
  );
}
