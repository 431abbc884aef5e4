export * from './boot-service.js';
export * from './listen.js';
export * from './local.js';
export * from './open-platform.js';
export * from './platform.js';
export * from './platform.module.js';
export * from './platform-config.js';
export * from './tokens.js';
