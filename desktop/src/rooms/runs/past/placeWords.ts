import type { useText } from '../../../kit/i18n/useText';
import type { ForkPlace } from './forkForm';

/** A place in a run's history as people say it. */
export function placeWords(t: ReturnType<typeof useText>['t'], place: ForkPlace): string {
  const { item, position, step } = place;
  if (position === null) return t('fork.atEnd');
  if (item?.kind === 'model') return t('fork.atAnswer', { step: item.step });
  if (item?.kind === 'call') return t('fork.atCall', { step: item.step, tool: item.tool });
  if (step !== undefined) return t('fork.atAnswer', { step });
  return t('fork.atEvent', { position });
}
