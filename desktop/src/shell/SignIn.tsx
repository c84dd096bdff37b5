import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { codeOf } from '../kernel/problem';
import { Button } from '../kit/Button';
import { CodeBlock } from '../kit/CodeBlock';
import { useText } from '../kit/i18n/useText';
import { useKernel } from './kernelDoor';
import { Mark } from './Mark';
import { codeIn, signedIn } from './session';

/** Asks for the one-time code. It sends nothing until a code is given. */
export function SignIn({ again = false }: { again?: boolean }) {
  const { api, queries } = useKernel();
  const { t } = useText();
  const [pasted, setPasted] = useState('');
  const exchange = useMutation({
    mutationFn: async (code: string) => {
      await api.exchange(code);
      return api.me();
    },
    onSuccess: (me) => {
      signedIn(me);
      void queries.invalidateQueries();
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    exchange.mutate(codeIn(pasted));
  };
  return (
    <div className="w-full max-w-100 rounded-window border border-line bg-panel p-6 max-sm:p-5">
      <Mark size={28} />
      <h1 className="mt-4 text-xl font-semibold">{again ? t('signIn.again') : t('signIn.title')}</h1>
      <p className="mt-1 text-ink-2">{again ? t('signIn.againWhy') : t('signIn.why')}</p>
      <ol className="mt-5 grid gap-4">
        <li>
          <p className="mb-1.5 text-ink-2">{t('signIn.run')}</p>
          <CodeBlock text="aule up" label={t('signIn.terminal')} />
        </li>
        <li>
          <form onSubmit={submit}>
            <label className="block text-ink-2">
              {t('signIn.paste')}
              <span className="mt-1.5 flex gap-2">
                <input
                  className="field font-mono"
                  autoComplete="one-time-code"
                  autoCapitalize="off"
                  spellCheck={false}
                  value={pasted}
                  onChange={(event) => setPasted(event.target.value)}
                />
                <Button look="primary" type="submit" disabled={!pasted.trim() || exchange.isPending}>
                  {t('do.signIn')}
                </Button>
              </span>
            </label>
          </form>
          {exchange.error && (
            <p role="alert" className="mt-2 text-bad">
              {codeOf(exchange.error) === 'unauthenticated' ? t('signIn.used') : exchange.error.message}
            </p>
          )}
        </li>
      </ol>
    </div>
  );
}

export function SignInScreen() {
  return (
    <main className="flex h-full items-center justify-center overflow-auto p-4">
      <SignIn />
    </main>
  );
}
