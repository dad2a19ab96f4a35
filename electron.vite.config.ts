import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname
const at = (...parts: string[]) => path.join(here, ...parts)

/** Only what package.json calls `dependencies` stays outside the bundles: the native modules, which find their binaries beside them. */
export default defineConfig({
  main: {
    build: {
      minify: true,
      rollupOptions: {
        input: { main: at('electron/main.ts'), clinic: at('clinic/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      minify: true,
      // Inline pictures and preloading scripts would need a weaker content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: { index: at('renderer/index.html'), print: at('renderer/print.html') } },
    },
  },
})
