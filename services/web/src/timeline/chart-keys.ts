/** What a key means while the chart has the focus. */
export type ChartCommand =
  | { act: 'zoom'; factor: number }
  | { act: 'pan'; share: number }
  | { act: 'fit' | 'centre' | 'clear' | 'cause' | 'effect' }
  | { act: 'step'; by: 1 | -1 };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function chartCommand({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): ChartCommand | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const share = shiftKey ? 0.5 : 0.12;
  const closer = shiftKey ? 0.4 : 0.75;
  switch (key.toLowerCase()) {
    case 'w':
      return { act: 'zoom', factor: closer };
    case 's':
      return { act: 'zoom', factor: 1 / closer };
    case 'a':
    case 'arrowleft':
      return { act: 'pan', share: -share };
    case 'd':
    case 'arrowright':
      return { act: 'pan', share };
    case '0':
      return { act: 'fit' };
    case 'f':
      return { act: 'centre' };
    case 'escape':
      return { act: 'clear' };
    case '.':
      return { act: 'step', by: 1 };
    case ',':
      return { act: 'step', by: -1 };
    case '[':
      return { act: 'cause' };
    case ']':
      return { act: 'effect' };
    default:
      return undefined;
  }
}
