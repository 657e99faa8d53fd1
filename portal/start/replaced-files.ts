/**
 * When a deploy has replaced the files that a page was made from, the page reloads, once, and only if the server
 * answers.
 */

const storageKey = 'usher.reloadedAt'
/** A page that reloaded within this many milliseconds doesn't reload again, which could go on forever. */
const soon = 30_000

export const reloadForReplacedFiles = (): void =>
  addEventListener('vite:preloadError', async () => {
    if (Date.now() - Number(sessionStorage.getItem(storageKey)) < soon) return
    const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).catch(
      () => undefined,
    )
    if (!answer?.ok) return
    sessionStorage.setItem(storageKey, String(Date.now()))
    location.reload()
  })
