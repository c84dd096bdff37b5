import { ContextMenu as Radix } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import { classes } from './classes';
import { ROW, SHEET, type MenuItem } from './Menu';

/** Things to do with what is pointed at: on a right click, a long press or the menu key. */
export function ContextMenu({ items, children }: { items: readonly MenuItem[]; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={SHEET} collisionPadding={8}>
          {items.map((it) => (
            <Fragment key={it.id}>
              {it.apart && <Radix.Separator className="my-1 h-px bg-line" />}
              <Radix.Item
                disabled={it.disabled ?? false}
                onSelect={it.onPick}
                className={classes(ROW, it.danger && 'text-bad')}
              >
                {it.icon}
                {it.label}
              </Radix.Item>
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
