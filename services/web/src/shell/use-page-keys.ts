import { useEffect, useEffectEvent } from 'react';
import { tinykeys } from 'tinykeys';
import { isTyping, shortcutsOn } from './shortcuts.js';

const afterG = 1000;

/** Single keys of a page. They rest while somebody types, when letter keys are off, and right after `g`, which goes to a place. */
export function usePageKeys(keys: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((name: string) => keys[name]?.());
  const names = Object.keys(keys).join(' ');
  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY;
    const bindings = names.split(' ').map((name) => [
      name,
      (event: KeyboardEvent) => {
        if (!shortcutsOn() || isTyping(event.target) || event.timeStamp - wentAt < afterG) return;
        event.preventDefault();
        press(name);
      },
    ]);
    return tinykeys(window, {
      ...Object.fromEntries(bindings),
      g: (event: KeyboardEvent) => {
        wentAt = event.timeStamp;
      },
    });
  }, [names]);
}
