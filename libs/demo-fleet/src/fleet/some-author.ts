import { type Author, agents, byAgent, byPerson, people } from './cast.js';
import type { Random } from './random.js';

/** More often than not an agent, for a person; else a person. */
export function someAuthor(random: Random): Author {
  return random.chance(0.6)
    ? byAgent(random.pick(agents), random.pick(people))
    : byPerson(random.pick(people));
}

/** The same as a header: who acts in a command. */
export function someActor(random: Random): string {
  return `agent:${random.pick(agents)} for ${random.pick(people)}`;
}
