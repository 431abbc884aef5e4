/** HORMESIS_DELIVERY_FILE cannot be used; the message says where and why. */
export class DeliveryFault extends Error {
  constructor(where: string, what: string) {
    super(`HORMESIS_DELIVERY_FILE: ${where ? `${where}: ` : ''}${what}`);
  }
}
