import { useId, useState, type SyntheticEvent } from 'react';
import { Button } from '../../../kit/Button';
import { useText } from '../../../kit/i18n/useText';
import { Field } from '../Field';
import type { EngineCardProps } from './EngineCard';

/** What an engine needs of a person: a key, an address, or nothing. */
export function EngineAccess(props: EngineCardProps) {
  if (props.engine.name === 'searxng') return <Address key={props.web.searxng_url} {...props} />;
  return props.engine.name === 'brave' ? <Key key={props.web.brave_key} {...props} /> : null;
}

function Address({ web, busy, onSave }: EngineCardProps) {
  const { t } = useText();
  const id = useId();
  const [url, setUrl] = useState(web.searxng_url);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave({ searxng_url: url });
  };
  return (
    <form className="mt-3" onSubmit={send}>
      <Field label={t('web.address')} htmlFor={id} hint={t('web.addressWhy')}>
        <span className="flex gap-2">
          <input
            id={id}
            type="url"
            maxLength={2000}
            placeholder="http://127.0.0.1:8888"
            className="field font-mono text-sm"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
          <Button type="submit" disabled={busy || url === web.searxng_url}>
            {t('do.save')}
          </Button>
        </span>
      </Field>
    </form>
  );
}

/** Written once and never shown. */
function Key({ web, busy, onSave }: EngineCardProps) {
  const { t } = useText();
  const id = useId();
  const [replacing, setReplacing] = useState(web.brave_key === '');
  const [text, setText] = useState('');
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave({ brave_key: text });
  };
  if (!replacing) {
    return (
      <p className="mt-3 flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1 font-mono text-sm">{t('web.keySet', { key: web.brave_key })}</span>
        <Button size="dense" onClick={() => setReplacing(true)}>
          {t('do.replace')}
        </Button>
        <Button size="dense" disabled={busy} onClick={() => onSave({ brave_key: null })}>
          {t('do.remove')}
        </Button>
      </p>
    );
  }
  return (
    <form className="mt-3" onSubmit={send}>
      <Field label={t('web.key')} htmlFor={id} hint={t('settings.keyWhy')}>
        <span className="flex gap-2">
          <input
            id={id}
            type="password"
            autoComplete="off"
            maxLength={500}
            className="field font-mono text-sm"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <Button type="submit" disabled={busy || text.trim() === ''}>
            {t('do.save')}
          </Button>
          {web.brave_key && <Button onClick={() => setReplacing(false)}>{t('do.keep')}</Button>}
        </span>
      </Field>
    </form>
  );
}
