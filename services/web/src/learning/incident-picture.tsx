import type { BacktestPicture } from '@hormesis/api';
import { useRef } from 'react';
import { useWidth } from '../timeline/use-canvas.js';
import styles from './incident-picture.module.css';
import { PictureDrawing } from './picture-drawing.js';
import { cropped } from './picture-scale.js';
import { PictureTable } from './picture-table.js';
import { pictureWords } from './picture-words.js';

/** What was measured around an incident, and where the proposal would have fired; below it the same as a table. */
export function IncidentPicture({ picture, asShare }: { picture: BacktestPicture; asShare: boolean }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const around = cropped(picture);
  return (
    <figure className={styles.figure}>
      <div ref={frame} className={styles.frame}>
        {width > 0 && around.points.length > 1 && (
          <PictureDrawing picture={around} asShare={asShare} width={width} />
        )}
      </div>
      <figcaption className={styles.caption}>
        <span>
          <code>{picture.metric}</code> of {picture.cohort === 'all' ? 'all users' : picture.cohort}, all
          times in UTC
        </span>
        <span>{pictureWords(picture)}</span>
      </figcaption>
      <PictureTable picture={around} asShare={asShare} />
    </figure>
  );
}
