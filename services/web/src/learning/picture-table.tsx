import type { BacktestPicture } from '@hormesis/api';
import { utcTime } from '../format/utc.js';
import styles from './incident-picture.module.css';
import { momentsOf, thinned, valueWords } from './picture-scale.js';

/** The same as the picture, in words: the moments, and what was measured in between. */
export function PictureTable({ picture, asShare }: { picture: BacktestPicture; asShare: boolean }) {
  const words = valueWords(picture, asShare);
  const measured = thinned(picture.points, 24).map(({ t, value }) => ({
    time: t,
    what: value === null ? 'nothing measured' : words(value),
  }));
  const moments = momentsOf(picture).map(({ time, word }) => ({ time, what: word }));
  const rows = [...measured, ...moments].sort((a, b) => a.time - b.time);
  return (
    <details className={styles.details}>
      <summary>As a table</summary>
      <table aria-label="The incident as measured">
        <thead>
          <tr>
            <th scope="col">Time (UTC)</th>
            <th scope="col">
              {picture.threshold === null ? 'What' : `What; the threshold is ${words(picture.threshold)}`}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, what }) => (
            <tr key={`${time} ${what}`}>
              <th scope="row">{utcTime(time)}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
