/** When an alert fired, and how high what it watches was then. */
export type Fired = { t: number; height: number };

/** An alert that is given each point once, in order. */
export type LiveAlert = {
  /** @param told Whether the point was said to belong to an incident: it teaches nothing then. */
  take: (t: number, value: number, told?: boolean) => Fired | undefined;
  /** Time went on without a value. */
  wait: (t: number) => Fired | undefined;
};
