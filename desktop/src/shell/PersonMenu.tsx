import { Check, CircleUserRound, Keyboard, Languages, LogOut, Moon, Sun } from 'lucide-react';
import { IconButton } from '../kit/Button';
import { useText } from '../kit/i18n/useText';
import { Menu } from '../kit/Menu';
import { usePanels } from './panels';
import { useSession } from './session';
import { useDark } from './useAppearance';
import { useAppearanceChoice } from './useAppearanceChoice';
import { useLeave } from './useLeave';

/** Who is signed in, and how they like it. */
export function PersonMenu() {
  const { t, language } = useText();
  const dark = useDark();
  const me = useSession((it) => it.me);
  const choose = useAppearanceChoice();
  const leave = useLeave();
  return (
    <Menu
      trigger={
        <IconButton label={t('frame.person', { name: me?.user.name ?? '' })}>
          <CircleUserRound strokeWidth={1.5} />
        </IconButton>
      }
      items={[
        {
          id: 'theme',
          icon: dark ? <Sun /> : <Moon />,
          label: dark ? t('theme.toLight') : t('theme.toDark'),
          onPick: () => choose({ theme: dark ? 'light' : 'dark' }),
        },
        {
          id: 'en',
          icon: language === 'en' ? <Check /> : <Languages />,
          label: 'English',
          onPick: () => choose({ language: 'en' }),
        },
        {
          id: 'pt',
          icon: language === 'pt-BR' ? <Check /> : <Languages />,
          label: 'Português',
          onPick: () => choose({ language: 'pt-BR' }),
        },
        {
          id: 'keys',
          icon: <Keyboard />,
          label: t('key.shortcuts'),
          onPick: () => usePanels.setState({ shortcuts: true }),
        },
        { id: 'leave', icon: <LogOut />, label: t('do.signOut'), onPick: leave },
      ]}
    />
  );
}
