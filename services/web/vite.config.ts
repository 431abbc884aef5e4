import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';

/** The console speaks English only: React Aria's texts in other languages stay out of the bundle. */
function englishOnly(): Plugin {
  const otherLanguage = /react-(?:aria|stately).*[/\\]intl[/\\].*[/\\](?!en-US)[a-z]{2}-[A-Z]{2}\.[cm]?js$/;
  return {
    name: 'english-only',
    enforce: 'pre',
    load: (id) => (otherLanguage.test(id) ? 'export default {};' : null),
  };
}

/** Puts a script before all others, as a file of its own: the content security policy allows none in the page. */
function blockingScript(path: string): Plugin {
  let reference: string | undefined;
  return {
    name: 'blocking-script',
    buildStart() {
      if (this.meta.watchMode) return;
      reference = this.emitFile({
        type: 'asset',
        name: 'before-paint.js',
        source: readFileSync(new URL(path, import.meta.url), 'utf8'),
      });
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle }) {
        const built = Object.values(bundle ?? {}).find((file) => file.fileName.includes('before-paint'));
        const src = built ? `./${built.fileName}` : `/${path}`;
        return reference || !bundle ? [{ tag: 'script', attrs: { src }, injectTo: 'head' }] : [];
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [englishOnly(), blockingScript('src/theme/before-paint.js'), react()],
  resolve: {
    conditions: ['@hormesis/source', ...defaultClientConditions],
    alias: [{ find: /^zod$/, replacement: fileURLToPath(new URL('src/zod-config.ts', import.meta.url)) }],
  },
  server: { proxy: { '/api': process.env.HORMESIS_URL ?? 'http://127.0.0.1:4700' } },
  build: { target: 'es2023', outDir: 'dist', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
});
