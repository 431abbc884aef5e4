import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { places } from './places.js';
import { isTyping, shortcutsOn } from './shortcuts.js';

/** `g` and a letter go to a place, `?` shows the keys. */
export function useShortcuts(showHelp: () => void): void {
  const navigate = useNavigate();
  useEffect(() => {
    const when = (act: () => void) => (event: KeyboardEvent) => {
      if (!shortcutsOn() || isTyping(event.target)) return;
      event.preventDefault();
      act();
    };
    const going = places.map(({ to, key }) => [`g ${key}`, when(() => void navigate({ to }))]);
    return tinykeys(window, { ...Object.fromEntries(going), 'Shift+?': when(showHelp) });
  }, [navigate, showHelp]);
}
