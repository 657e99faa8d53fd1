/** The Java runtime that DynamoDB Local needs. */
import { spawn } from 'node:child_process'
import { StartError } from '../settings.ts'

const oldestVersion = 17

const howToGetJava =
  `Install a runtime of version ${oldestVersion} or later ` +
  '(apt-get install openjdk-17-jre-headless, or brew install openjdk) and start again.'

/** Throws a `StartError` if Java is missing or too old. */
export const requireJava = async (): Promise<void> => {
  const version = versionIn(await output())
  if (version === undefined)
    throw new StartError(`Java is missing, which DynamoDB Local needs. ${howToGetJava}`)
  if (version < oldestVersion)
    throw new StartError(`Java ${version} is too old for DynamoDB Local. ${howToGetJava}`)
}

/** `openjdk version "17.0.15" …` is 17, and `java version "1.8.0_422"` is 8; undefined if the text isn't Java's. */
export const versionIn = (text: string): number | undefined => {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? []
  if (first === undefined) return undefined
  return Number(first === '1' ? second : first)
}

/** The output of `java -version`; empty if it can't be run. */
const output = (): Promise<string> =>
  new Promise((done) => {
    const child = spawn('java', ['-version'], { stdio: ['ignore', 'ignore', 'pipe'] })
    let text = ''
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part
    })
    child.once('error', () => done(''))
    child.once('close', () => done(text))
  })
