import { type Decider, refuse } from '@hormesis/decider';
import type { StatementOf } from '@hormesis/events';

export type Noted = StatementOf<'incident.annotated'>;
export type Notes = { id: string; notes: readonly string[] };

/** The notes on an incident, at most 1,000. */
export const notesDecider: Decider<Notes, Noted> = {
  category: 'notes',
  initial: (id) => ({ id, notes: [] }),
  evolve: (state, event) => ({ ...state, notes: [...state.notes, event.data.note] }),
};

export const noted = (id: string, note: string): Noted => ({
  name: 'incident.annotated',
  subject: id,
  data: { note },
});

/** Adds every note it is given, be it there already or not. */
export const add =
  (...notes: string[]) =>
  (state: Notes) =>
    notes.map((note) => noted(state.id, note));

/** Adds a note only if it is not there. */
export const addOnce = (note: string) => (state: Notes) =>
  state.notes.includes(note) ? [] : add(note)(state);

export const refused = () => refuse('notes-closed', 'No more notes. Open another incident.');
