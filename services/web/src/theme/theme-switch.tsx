import { useSyncExternalStore } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { Icon } from '../ui/icon.js';
import { chooseTheme, currentTheme, onThemeChange, type Theme, themes } from './theme.js';
import styles from './theme-switch.module.css';

const looks: Record<Theme, { icon: 'system' | 'sun' | 'moon'; label: string }> = {
  system: { icon: 'system', label: 'Theme of the system' },
  light: { icon: 'sun', label: 'Light theme' },
  dark: { icon: 'moon', label: 'Dark theme' },
};

export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme);
  return (
    <ToggleButtonGroup
      aria-label="Theme"
      className={styles.group ?? ''}
      selectedKeys={[theme]}
      disallowEmptySelection
      onSelectionChange={(keys) => {
        const chosen = themes.find((candidate) => keys.has(candidate));
        if (chosen) chooseTheme(chosen);
      }}
    >
      {themes.map((option) => (
        <ToggleButton
          key={option}
          id={option}
          aria-label={looks[option].label}
          className={styles.option ?? ''}
        >
          <Icon name={looks[option].icon} size={15} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
