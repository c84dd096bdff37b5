import { useLocation } from 'wouter';
import { Button } from '../kit/Button';
import { Empty } from '../kit/Empty';
import { useText } from '../kit/i18n/useText';

/** An address that leads nowhere. */
export function Lost() {
  const { t } = useText();
  const [, navigate] = useLocation();
  return (
    <>
      <h1 className="sr-only">{t('frame.lost')}</h1>
      <Empty
        drawing="search"
        sentence={t('frame.lost')}
        action={<Button onClick={() => navigate('/')}>{t('do.goHome')}</Button>}
      />
    </>
  );
}
