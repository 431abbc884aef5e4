import { CliError } from '../cli/cli-error.js';
import { messageOf } from '../cli/output.js';

/** @throws CliError that names where the text came from */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError('usage', `${where} is not JSON: ${messageOf(error)}.`);
  }
}
