import { useState } from 'react';
import { Switch } from 'react-aria-components';
import { Dialog } from '../ui/dialog.js';
import styles from './help-dialog.module.css';
import { places } from './places.js';
import { setShortcuts, shortcutsOn } from './shortcuts.js';

const groups: readonly {
  title: string;
  keys: readonly (readonly [keys: readonly string[], meaning: string])[];
}[] = [
  {
    title: 'Anywhere',
    keys: [...places.map(({ key, word }) => [['g', key], word] as const), [['?'], 'This help']],
  },
  {
    title: 'Proposals',
    keys: [
      [['J', 'K'], 'Next, previous proposal'],
      [['Enter'], 'Open it'],
      [['A'], 'Accept'],
      [['R'], 'Reject'],
      [['E'], 'Edit its files'],
      [['U'], 'Back to all proposals (from its own page)'],
    ],
  },
  {
    title: 'Timeline chart, when it has the focus',
    keys: [
      [['W', 'S'], 'Zoom in, zoom out'],
      [['A', 'D'], 'Earlier, later (arrow keys too; with Shift further)'],
      [['0'], 'Show everything'],
      [['F'], 'Bring the selected event to the middle'],
      [['.', ','], 'Next, previous event of the service'],
      [['[', ']'], 'Its cause, its first effect'],
      [['Esc'], 'Select nothing'],
    ],
  },
  {
    title: 'Timeline list, when it has the focus',
    keys: [
      [['J', 'K'], 'Next, previous event (arrow keys too)'],
      [['Home', 'End'], 'First, last event'],
    ],
  },
];

export function HelpDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [on, setOn] = useState(shortcutsOn);
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={onClose}>
      {groups.map((group) => (
        <section key={group.title} className={styles.group} aria-label={group.title}>
          <h3>{group.title}</h3>
          <dl className={styles.keys}>
            {group.keys.map(([keys, meaning]) => (
              <div key={meaning} className={styles.row}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Switch
        className={styles.switch ?? ''}
        isSelected={on}
        onChange={(wanted) => {
          setShortcuts(wanted);
          setOn(wanted);
        }}
      >
        <span className={styles.track} aria-hidden="true" />
        Letter keys are on
      </Switch>
    </Dialog>
  );
}
