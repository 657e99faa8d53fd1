/** Two pages: the administrators' portal, and the lightweight one for people who join. */
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    // Everything is a separate file, because the content security policy allows neither inline scripts nor `data:`
    // fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'join.html'].map((page) => resolve(import.meta.dirname, page)),
    },
  },
})
