export * from './chunk/decode-chunk.js';
export * from './chunk/encode-chunk.js';
export * from './names.js';
export * from './place-record.js';
export * from './recorded-window.js';
export * from './recorded-window-of.js';
export * from './recorder.js';
