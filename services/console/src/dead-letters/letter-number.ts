import { numberText } from '../paging/number-text.js';

/** The number of a dead letter, as it stands in addresses. */
export const letterNumber = numberText(0, 'The number of a dead letter is a whole number.');
