import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { IconButton } from './button.js';
import styles from './notices.module.css';

const NoticeContext = createContext<(text: string) => void>(() => undefined);

/** Says in a corner, and to screen readers, that something was done. */
export const useNotice = () => useContext(NoticeContext);

export function Notices({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<{ id: number; text: string }>();
  const count = useRef(0);
  const say = useCallback((text: string) => {
    count.current += 1;
    setNotice({ id: count.current, text });
  }, []);

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(undefined), 8000);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <NoticeContext value={say}>
      {children}
      <div className={styles.place} role="status">
        {notice && (
          <div key={notice.id} className={styles.notice}>
            <span>{notice.text}</span>
            <IconButton icon="close" label="Dismiss" onPress={() => setNotice(undefined)} />
          </div>
        )}
      </div>
    </NoticeContext>
  );
}
