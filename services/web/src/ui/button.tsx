import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import styles from './button.module.css';
import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  tone?: 'plain' | 'primary' | 'danger' | 'quiet';
  icon?: IconName;
  children: ReactNode;
};

export function Button({ tone = 'plain', icon, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cx(styles.button, tone !== 'plain' && styles[tone])}>
      {icon && <Icon name={icon} />}
      {children}
    </AriaButton>
  );
}

/** A button that shows only an icon; its name is said to those who do not see it, and shown on hover. */
export function IconButton({
  icon,
  label,
  ...rest
}: Omit<ButtonProps, 'children' | 'icon'> & { icon: IconName; label: string }) {
  const { tone = 'quiet', ...props } = rest;
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={cx(styles.button, styles.icon, tone !== 'plain' && styles[tone])}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}
