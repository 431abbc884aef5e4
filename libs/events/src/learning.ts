export * from './artefact-path.js';
export * from './schemas/artefact.js';
export * from './schemas/backtest.js';
export * from './schemas/failure-class.js';
