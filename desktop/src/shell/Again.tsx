import { Dialog as Radix } from 'radix-ui';
import { useText } from '../kit/i18n/useText';
import { SignIn } from './SignIn';

/** The session ended while somebody was at work: asks again over their work, which stays as it is. */
export function Again() {
  const { t } = useText();
  return (
    <Radix.Root open>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-70 animate-fade bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onEscapeKeyDown={(event) => event.preventDefault()}
          className="fixed inset-0 z-70 m-auto flex h-fit w-[calc(100vw-24px)] max-w-100 focus:outline-none"
        >
          <Radix.Title className="sr-only">{t('signIn.again')}</Radix.Title>
          <SignIn again />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
