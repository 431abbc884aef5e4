export * from './broker-error.js';
export * from './start-kafka-broker.js';
