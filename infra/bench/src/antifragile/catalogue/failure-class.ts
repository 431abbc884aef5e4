import type { Dice } from '../world/dice.js';
import type { Harm } from '../world/harm.js';
import type { Layer } from './layer.js';

/** What brings a failure to users, and so what can take it from them again. */
export type Carrier = 'deployment' | 'irreversible-deployment' | 'flag' | 'config' | 'none';

/** How one instance of a class behaves; drawn anew each time it comes. */
export type Course = {
  harm: Harm;
  /** From the change to the first harm, milliseconds. */
  delayMs: number;
  /** From the first harm until it is at its worst, milliseconds. */
  growsMs: number;
  /** Without anybody’s doing it ends after so long, milliseconds; absent: never. */
  lastsMs?: number;
};

/** A way to fail, and where in the fleet it does. */
export type FailureClass = {
  name: string;
  /** What happens, in words. */
  says: string;
  service: string;
  carrier: Carrier;
  /** What is wrong shows on a preview of the change, to whoever sends a request of the kind that fails. */
  onPreview: boolean;
  /** It comes when most users do. */
  atPeak?: boolean;
  /** Only one of the service’s instances is hit. */
  onePod?: boolean;
  /** Instances end and are started again. */
  crashes?: 'crashed' | 'oomkilled';
  /** What the error says; numbers and ids vary. */
  error: string;
  /** The layer that should stop it the second time, and why. */
  shouldStop: Layer;
  because: string;
  draw(dice: Dice): Course;
};
