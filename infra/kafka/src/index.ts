export * from './broker-error.js';
export { checkJava } from './check-java.js';
export * from './start-kafka-broker.js';
