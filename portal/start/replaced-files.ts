/** A deploy has replaced the files that a page was made of: it begins anew, once, and only where there is somebody to ask. */

const storageKey = 'usher.reloadedAt'
/** Milliseconds within which a page that begins anew twice would go on doing so. */
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
