import { Outlet, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { urlOf } from '../api/http.js';
import { ThemeSwitch } from '../theme/theme-switch.js';
import { IconButton } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import styles from './app-shell.module.css';
import { Banners } from './banners.js';
import { Brand } from './brand.js';
import { Connection } from './connection.js';
import { HelpDialog } from './help-dialog.js';
import { Navigation } from './navigation.js';
import { useShortcuts } from './use-shortcuts.js';

/** What stays while pages change: navigation, connection, banners, help. */
export function AppShell() {
  const [help, setHelp] = useState(false);
  const [menu, setMenu] = useState(false);
  const main = useRef<HTMLElement>(null);
  useShortcuts(useCallback(() => setHelp(true), []));
  useFocusOnPageChange(main);

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header className={styles.side}>
        <div className={styles.top}>
          <Brand />
          <div className={styles.narrow}>
            <Connection />
            <IconButton icon="menu" label="Menu" onPress={() => setMenu(true)} />
          </div>
        </div>
        <div className={styles.wide}>
          <Navigation />
          <Tools onHelp={() => setHelp(true)} />
        </div>
      </header>
      <div className={styles.body}>
        <Banners />
        <main ref={main} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <HelpDialog isOpen={help} onClose={() => setHelp(false)} />
      <Dialog title="Menu" isOpen={menu} onClose={() => setMenu(false)} side>
        <Navigation onFollow={() => setMenu(false)} />
        <Tools
          onHelp={() => {
            setMenu(false);
            setHelp(true);
          }}
        />
      </Dialog>
    </div>
  );
}

function Tools({ onHelp }: { onHelp: () => void }) {
  return (
    <div className={styles.tools}>
      <div className={styles.row}>
        <Connection />
        <a className={styles.docs} href={urlOf('api/docs').href}>
          API
        </a>
      </div>
      <div className={styles.row}>
        <ThemeSwitch />
        <IconButton icon="help" label="Keyboard help" onPress={onHelp} />
      </div>
    </div>
  );
}

/** After a link was followed, reading goes on at the new page and not at the link. */
function useFocusOnPageChange(main: React.RefObject<HTMLElement | null>) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
  }, [path, main]);
}
