import { useMemo, useRef, useSyncExternalStore } from 'react';
import { urlOf } from '../../api/http.js';
import { effectiveScheme, onThemeChange } from '../../theme/theme.js';
import { CopyButton } from '../../ui/copy-button.js';
import { followFragments } from './follow-fragments.js';
import { reportDocument } from './report-document.js';
import styles from './reports-page.module.css';

/** A report in a frame of its own that runs no scripts. */
export function ReportFrame({ week, html }: { week: string; html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const scheme = useSyncExternalStore(onThemeChange, effectiveScheme);
  const document = useMemo(() => reportDocument(html, scheme), [html, scheme]);
  return (
    <>
      <div className={styles.links}>
        <a href={urlOf(`api/reports/${week}`).href} target="_blank" rel="noreferrer">
          Open by itself
        </a>
        <CopyButton text={urlOf('reports', { week }).href} tone="quiet">
          Copy link
        </CopyButton>
      </div>
      <iframe
        ref={frame}
        title={`Report of ${week}`}
        className={styles.frame}
        sandbox="allow-same-origin allow-top-navigation-by-user-activation"
        srcDoc={document}
        onLoad={() => {
          const page = frame.current?.contentDocument;
          if (page) followFragments(page);
        }}
      />
    </>
  );
}
