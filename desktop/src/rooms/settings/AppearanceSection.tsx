import { usePreferences } from '../../kit/preferences';
import { useText } from '../../kit/i18n/useText';
import { Segments } from '../../kit/Segments';
import { useAppearanceChoice } from '../../shell/useAppearanceChoice';
import { SettingRow } from './SettingRow';

export function AppearanceSection() {
  const { t } = useText();
  const { theme, language } = usePreferences();
  const choose = useAppearanceChoice();
  return (
    <>
      <SettingRow name={t('settings.theme')} effect={t('settings.themeWhy')}>
        <Segments
          label={t('settings.theme')}
          value={theme}
          options={[
            { value: 'system', label: t('settings.likeSystem') },
            { value: 'dark', label: t('settings.dark') },
            { value: 'light', label: t('settings.light') },
          ]}
          onChange={(it) => choose({ theme: it })}
        />
      </SettingRow>
      <SettingRow name={t('settings.language')} effect={t('settings.languageWhy')}>
        <Segments
          label={t('settings.language')}
          value={language}
          options={[
            { value: 'system', label: t('settings.likeSystem') },
            { value: 'en', label: 'English' },
            { value: 'pt-BR', label: 'Português' },
          ]}
          onChange={(it) => choose({ language: it })}
        />
      </SettingRow>
    </>
  );
}
