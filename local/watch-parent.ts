/** Ends a run when its starter is gone: `kill -9` of `npm start` reaches only npm, and leaves what npm started. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const millisecondsBetweenLooks = 1_000

/** Calls `gone` once npm, or the shell between it and this process, has ended. Does nothing if npm didn't start it. */
export const watchParent = async (gone: () => void): Promise<void> => {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const npm = await parentOf(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return
    clearInterval(timer)
    gone()
  }, millisecondsBetweenLooks)
  timer.unref()
}

/** Falls back to the process itself if that can't be determined. */
const parentOf = async (pid: number): Promise<number> => {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(pid)])
    const found = Number(stdout)
    return found > 1 ? found : pid
  } catch {
    return pid
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
