export { allServices } from './dev/all-services.js';
export { type Instance, type InstanceDescription, startInstance } from './dev/start-instance.js';
