/**
 * Starts the given command, and ends it as soon as nobody holds this process's standard input. The kernel closes that
 * however the process at the other end dies, even with `kill -9`. Runs in its own process group, so that neither Ctrl-C
 * nor a signal to `npm start`'s group reaches it.
 */
import { spawn } from 'node:child_process'

const [command = '', ...words] = process.argv.slice(2)
const child = spawn(command, words, { stdio: ['ignore', 'inherit', 'inherit'] })
const end = () => child.kill('SIGKILL')
child.once('error', () => process.exit(127))
child.once('exit', (code) => process.exit(code ?? 1))
process.stdin.resume().once('end', end).once('error', end)
process.once('exit', end)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
