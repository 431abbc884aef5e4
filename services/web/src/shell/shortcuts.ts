const key = 'hormesis.shortcuts';

/** Single-letter keys can be turned off: voice control types letters. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(key) !== 'off';
}

export function setShortcuts(on: boolean): void {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, 'off');
}

/** Whether a key pressed here belongs to a text field or a dialog, and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role=dialog]') !== null
  );
}
