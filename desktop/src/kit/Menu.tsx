import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import { Fragment, type ReactNode } from 'react';
import { classes } from './classes';

export const SHEET =
  'z-50 max-h-[min(360px,80vh)] min-w-44 max-w-80 animate-rise overflow-y-auto rounded-panel border border-line bg-raised p-1 shadow-float';
export const ROW =
  'flex min-h-8 cursor-default items-center gap-2 rounded-control px-2 outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0';

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** Begins another group. */
  apart?: boolean;
  onPick: () => void;
}

/** Things to do with what the trigger stands for. */
export function Menu({ trigger, items }: { trigger: ReactNode; items: readonly MenuItem[] }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={SHEET} sideOffset={4} align="end" collisionPadding={8}>
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

export interface Choice {
  id: string;
  label: string;
  hint?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface ChoiceMenuProps {
  trigger: ReactNode;
  choices: readonly Choice[];
  value: string;
  onChoose: (id: string) => void;
  footer?: readonly MenuItem[];
}

/** One of several; the chosen one is marked. */
export function ChoiceMenu({ trigger, choices, value, onChoose, footer = [] }: ChoiceMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={SHEET} sideOffset={4} align="start" collisionPadding={8}>
          <Radix.RadioGroup value={value} onValueChange={onChoose}>
            {choices.map((it) => (
              <Radix.RadioItem key={it.id} value={it.id} disabled={it.disabled ?? false} className={ROW}>
                {it.icon}
                <span className="min-w-0 flex-1 py-1">
                  <span className="block truncate">{it.label}</span>
                  {it.hint && <span className="block truncate text-sm text-ink-3">{it.hint}</span>}
                </span>
                <Radix.ItemIndicator>
                  <Check className="text-ember-ink" />
                </Radix.ItemIndicator>
              </Radix.RadioItem>
            ))}
          </Radix.RadioGroup>
          {footer.length > 0 && <Radix.Separator className="my-1 h-px bg-line" />}
          {footer.map((it) => (
            <Radix.Item key={it.id} onSelect={it.onPick} className={ROW}>
              {it.icon}
              {it.label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
