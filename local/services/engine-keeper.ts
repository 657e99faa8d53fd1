/**
 * Starts the command that it is given, and ends it as soon as nobody holds this process's standard input: the kernel closes
 * it however the process at the other end dies, `kill -9` included. In a process group of its own, so that Ctrl-C and a
 * signal to the group of `npm start` reach neither.
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
