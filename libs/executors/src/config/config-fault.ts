/** HORMESIS_EXECUTORS_FILE cannot be used; the message says where and why. */
export class ExecutorsFault extends Error {
  constructor(where: string, what: string) {
    super(`HORMESIS_EXECUTORS_FILE: ${where ? `${where}: ` : ''}${what}`);
  }
}
