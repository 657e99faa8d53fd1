/** Builds what the package has for browsers: the client, the events' schemas, and the pages for React. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { type CssModule, cssModule, embeddedCss } from './embedded-css.ts'

const root = resolve(import.meta.dirname, '..')

/** In the code until the style sheet is known, which depends on the code. */
const placeOfCss = '/* usher.css */'

const css = (modules: Map<string, CssModule>): Plugin => ({
  name: 'css',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /\.module\.css$/ }, ({ path }) => {
      const module = cssModule(path)
      modules.set(path, module)
      return { contents: `export default ${JSON.stringify(module.names)}`, loader: 'js' }
    })
    onResolve({ filter: /\.css\?inline$/ }, ({ path }) => ({ path, namespace: 'css' }))
    onLoad({ filter: /.*/, namespace: 'css' }, () => ({ contents: placeOfCss, loader: 'text' }))
  },
})

/** The router's history of the browser, which would change the page's `history.pushState`. Each page brings its own. */
const noBrowserHistory: Plugin = {
  name: 'no-browser-history',
  setup: ({ onLoad }) => {
    onLoad({ filter: /wouter\/src\/use-browser-location\.js$/ }, () => ({
      contents: `export const useBrowserLocation = () => ['/', () => {}]
        export const useSearch = () => ''`,
      loader: 'js',
    }))
  },
}

/** A hook that React has had since its version 18, from a module that `require`s React, which a page's modules can't. */
const ownExternalStore: Plugin = {
  name: 'own-external-store',
  setup: ({ onLoad }) => {
    onLoad({ filter: /use-sync-external-store\/shim\/index\.js$/ }, () => ({
      contents: `export { useSyncExternalStore } from 'react'`,
      loader: 'js',
    }))
  },
}

/** Returns the modules that are in it. */
export const buildForBrowsers = async (outdir: string): Promise<readonly string[]> => {
  const modules = new Map<string, CssModule>()
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
    entryPoints: { client: 'package/client.ts', events: 'package/events.ts', react: 'package/react.ts' },
    // Files that several entry points share, or that are loaded when somebody needs them.
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    outdir,
    external: ['zod', 'zod/*', 'jose', 'react', 'react/*', 'react-dom', 'react-dom/*'],
    plugins: [css(modules), noBrowserHistory, ownExternalStore],
  })
  const code = outputFiles.map(({ text }) => text).join('\n')
  const sheet = JSON.stringify(embeddedCss(code, [...modules.values()]))
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(
      path,
      text.replace(JSON.stringify(placeOfCss), () => sheet),
    )
  }
  return Object.keys(metafile.inputs)
}
