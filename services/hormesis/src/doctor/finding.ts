import { messageOf } from '../cli/output.js';

export type Finding = {
  /** `note`: only some need it. `odd`: worth a look. `wrong`: something does not work. */
  level: 'good' | 'note' | 'odd' | 'wrong';
  what: string;
  detail: string;
  /** What to do about it. */
  remedy?: string;
};

/** A look that fails is itself a finding. */
export async function attempt(
  what: string,
  look: () => Promise<Finding>,
  whenItFails: Omit<Finding, 'what' | 'detail'> = { level: 'wrong' },
): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return { ...whenItFails, what, detail: messageOf(error) };
  }
}
